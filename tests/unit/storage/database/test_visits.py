from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import func, insert, select, text

from gridplan.errors import StorageError
from gridplan.storage.database.schema import HOLDING, VISIT, VISIT_ASIDE
from gridplan.storage.database.visits import add_history, add_visits, visits_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def held(database):
    with database.writing() as connection:
        rows = [
            {"household_id": f"h{n}", "unit_id": "u1", "grid_id": f"B{n % 2 + 1}-G01", "branch_id": f"B{n % 2 + 1}"}
            for n in range(4)
        ]
        connection.execute(insert(HOLDING), rows)
    return database


def visit(uuid, household="h1", **said):
    usual = {"officer_id": "o1", "grid_id": "B1-G01", "device_at": NOON, "outcome": "met", "note": "", "device": "d1"}
    return {"uuid": uuid, "household_id": household, **usual, **said}


def _send(database, *visits, now=NOON):
    with database.writing() as connection:
        return add_visits(connection, visits, now=now)


def _all(database, **narrow):
    with database.reading() as connection:
        return visits_of(connection, **narrow)


def test_what_is_sent_twice_is_stored_once(held):
    assert _send(held, visit("a"), visit("b")).stored == 2
    kept = _send(held, visit("b"), visit("c"), visit("c"))
    assert (kept.stored, kept.known, kept.conflicting) == (1, 2, ())
    assert _all(held)["uuid"].tolist() == ["a", "b", "c"]


def test_another_content_under_one_id_is_told_and_the_rest_kept(held):
    _send(held, visit("a"))
    kept = _send(held, visit("a", outcome="refused"), visit("b"))
    assert (kept.stored, kept.conflicting) == (1, ("a",))
    assert _all(held)["outcome"].tolist() == ["met", "met"]


def test_a_visit_to_a_household_that_nobody_knows_is_put_aside(held):
    assert _send(held, visit("a", "nobody")).aside == 1
    assert _send(held, visit("a", "nobody")).known == 1
    assert _all(held).empty
    with held.reading() as connection:
        assert connection.execute(select(VISIT_ASIDE.c.why)).scalars().all() == ["household unknown"]


def test_what_was_put_aside_is_not_stored_a_second_time_elsewhere(held):
    _send(held, visit("a", "h9"))
    with held.writing() as connection:
        connection.execute(insert(HOLDING).values(household_id="h9", unit_id="u", grid_id="g", branch_id="B1"))
    assert _send(held, visit("a", "h9")).known == 1


@pytest.mark.parametrize(
    ("device_at", "flags"),
    [
        (NOON + timedelta(days=365), ["clock_ahead"]),
        (datetime(1970, 1, 1, 8, tzinfo=UTC), ["clock_unset"]),
        (NOON - timedelta(days=3), []),
    ],
)
def test_f04_clocks_of_devices_are_doubted_and_the_order_is_ours(held, device_at, flags):
    _send(held, visit("a", device_at=device_at))
    _send(held, visit("b"))
    kept = _all(held)
    assert kept["uuid"].tolist() == ["a", "b"]
    with held.reading() as connection:
        row = connection.execute(select(VISIT.c.flags, VISIT.c.server_at).where(VISIT.c.uuid == "a")).one()
    assert row == (flags, NOON)


def test_visits_are_narrowed_in_sql(held):
    _send(held, *(visit(f"v{n}", f"h{n}") for n in range(4)))
    assert _all(held, branch_ids=["B1"])["household_id"].tolist() == ["h0", "h2"]
    assert _all(held, grid_ids=["B2-G01"], branch_ids=["B2"])["household_id"].tolist() == ["h1", "h3"]
    assert _all(held, household_ids=["h3"])["uuid"].tolist() == ["v3"]
    assert _all(held, branch_ids=[]).empty


def test_what_earlier_devices_sent_is_known_to_the_present_edition(held):
    _send(held, visit("a"))
    assert _send(held, visit("a", stage="", next_day="", corrects="")).known == 1
    assert _send(held, visit("a", stage="filed")).conflicting == ("a",)


def test_a_correction_names_a_visit_of_the_same_officer_to_the_same_household(held):
    _send(held, visit("a"))
    said = [visit("b", corrects="a"), visit("c", corrects="x"), visit("d", corrects="a", officer_id="o2"),
            visit("e", "h2", corrects="a")]  # fmt: skip
    kept = _send(held, *said)
    assert (kept.stored, kept.aside) == (1, 3)
    assert _all(held)["corrects"].tolist() == ["", "a"]


@pytest.mark.parametrize("change", ["UPDATE visit SET note = 'x'", "DELETE FROM visit"])
def test_visits_are_never_changed(held, change):
    _send(held, visit("a"))
    with pytest.raises(StorageError), held.writing() as connection:
        connection.execute(text(change))
    with held.reading() as connection:
        assert connection.execute(select(func.count()).select_from(VISIT)).scalar() == 1


def test_history_is_kept_at_once_and_known_when_it_is_sent_again(held):
    before = [visit("a", next_day="2026-03-09"), visit("b", "h2", next_day="")]
    with held.writing() as connection:
        assert add_history(connection, pd.DataFrame(before)) == 2
    assert _all(held)["next_day"].tolist() == ["2026-03-09", ""]
    assert _send(held, before[0]).known == 1


def test_history_comes_before_what_officers_send(held):
    _send(held, visit("a"))
    with held.writing() as connection, pytest.raises(StorageError, match="history comes first"):
        add_history(connection, pd.DataFrame([visit("b", next_day="")]))
