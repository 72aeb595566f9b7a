"""F06: thirty officers send visits at once, some twice: stored is what is unique, nobody gets an error."""

import pytest
from sqlalchemy import func, select

from gridplan.storage.database.schema import VISIT
from tests.faults.crowd import Crowd, send_all
from tests.faults.figures import keep


def _stored(database):
    with database.reading() as connection:
        return connection.execute(select(func.count(), func.count(VISIT.c.uuid.distinct()))).one()


def test_f06_a_few_officers(database):
    report = send_all(database, Crowd(officers=5, visits=8, pause_s=0.01))
    assert report.errors == []
    assert _stored(database) == (40, 40)
    assert (report.stored, report.known) == (40, 10)


@pytest.mark.faults
def test_f06_thirty_officers(database):
    report = send_all(database, Crowd(officers=30, visits=64, pause_s=1.0))
    keep(f"visits_{'sqlite' if database.is_sqlite else 'postgres'}", report.figures)
    assert report.errors == []
    assert _stored(database) == (1_920, 1_920)
    assert report.p95_ms < 100
