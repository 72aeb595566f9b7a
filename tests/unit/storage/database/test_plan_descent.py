from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gridplan.storage.database.plan_descent import newest_made_of
from gridplan.storage.database.plan_states import set_state
from gridplan.storage.database.plans import save_plan

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
#: Versions and what they were made of: a line of three, and one planned anew.
LINE = {"p1": None, "p2": "p1", "p3": "p2", "q1": None}


@pytest.fixture
def line(database, planned):
    for plan_id, base in LINE.items():
        made = replace(planned, meta=replace(planned.meta, plan_id=plan_id, created_at=NOON.isoformat()))
        with database.writing() as connection:
            save_plan(connection, made, account=f"head of {plan_id}", base=base, now=NOON)
    return database


def _newest(database, plan_id):
    with database.reading() as connection:
        return newest_made_of(connection, plan_id)


def test_the_last_of_a_line_is_the_newest_made_of_each_before_it(line):
    assert _newest(line, "p1") == _newest(line, "p2") == ("p3", "head of p3", NOON)


@pytest.mark.parametrize("last", ["p3", "q1"])
def test_of_the_last_nothing_was_made(line, last):
    assert _newest(line, last) is None


def test_what_is_out_of_use_is_passed_over_and_leads_on(line):
    for plan_id, newest in (("p2", "p3"), ("p3", None)):
        with line.writing() as connection:
            set_state(connection, plan_id, "retired", account="manager", now=NOON)
        found = _newest(line, "p1")
        assert (found and found.plan_id) == newest
