"""Visits go when their time is over, and there is no other way."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select

from gridplan.errors import StorageError
from gridplan.storage.database.columns import moment_text
from gridplan.storage.database.schema import HOLDING, VISIT, VISIT_PURGE
from gridplan.storage.database.visit_purge import purge_visits, visits_before
from gridplan.storage.database.visits import add_visits
from tests.unit.storage.database.test_visits import NOON, visit

CUTOFF = NOON + timedelta(days=2)


@pytest.fixture
def sent(database):
    """A visit a day, four days long, and one to a household that nobody knows."""
    with database.writing() as connection:
        connection.execute(insert(HOLDING).values(household_id="h1", unit_id="u", grid_id="g", branch_id="B1"))
        for day in range(4):
            add_visits(connection, [visit(f"v{day}")], now=NOON + timedelta(days=day))
        add_visits(connection, [visit("x", "nobody")], now=NOON)
    return database


def _left(database):
    with database.reading() as connection:
        return connection.execute(select(VISIT.c.uuid).order_by(VISIT.c.seq)).scalars().all()


def test_what_is_past_its_time_is_counted_and_goes(sent):
    with sent.writing() as connection:
        said = visits_before(connection, CUTOFF)
        assert said == {"visit": 2, "visit_aside": 1}
        assert purge_visits(connection, CUTOFF) == said
        assert visits_before(connection, CUTOFF) == {"visit": 0, "visit_aside": 0}
    assert _left(sent) == ["v2", "v3"]


def _refused(database, *steps):
    """Do something in one transaction that can't end well."""
    with pytest.raises(StorageError):
        _do(database, *steps)
    assert _left(database) == ["v0", "v1", "v2", "v3"]
    with database.reading() as connection:
        assert connection.execute(select(VISIT_PURGE)).all() == []


def _do(database, *steps):
    with database.writing() as connection:
        for step in steps:
            step(connection)


def _permit(cutoff, later):
    return lambda connection: connection.execute(insert(VISIT_PURGE).values(cutoff=cutoff, later=later))


def _remove(*where):
    return lambda connection: connection.execute(delete(VISIT).where(*where))


def test_a_purge_leaves_no_way_open(sent):
    _refused(sent, lambda connection: purge_visits(connection, CUTOFF), _remove())


def test_a_permission_reaches_no_later_visit(sent):
    _refused(sent, _permit(moment_text(CUTOFF), "9"), _remove(VISIT.c.uuid == "v2"))


@pytest.mark.parametrize("rows", [[("2", "3")], [("2", "3"), ("3", "4")], [("2", "2")], [("3", "2"), ("2", "3")]])
def test_no_permission_outlives_its_transaction(sent, rows):
    _refused(sent, *(_permit(*row) for row in rows))
    _do(sent, lambda connection: purge_visits(connection, CUTOFF))
    assert _left(sent) == ["v2", "v3"]
