"""What if: before is the plan, and more of anything makes nothing worse."""

from dataclasses import replace

import numpy as np
import pytest

from gridplan.planning.staffing.frequency import COLUMNS
from gridplan.planning.staffing.what_if import what_if
from tests.town import tiny_town
from tests.town.planned import PARAMS, plan_town

OFTEN = list(COLUMNS.values())


@pytest.fixture(scope="module")
def plan():
    """Three branches short of everything: one visit on each of three days."""
    town = tiny_town()
    few = town.officers.assign(daily_capacity=1.0, hours_week=4.0)
    return plan_town(replace(town, officers=few), replace(PARAMS, frequency_from="capacity"))


@pytest.mark.parametrize("branch", ["B1", "B2", "B3"])
def test_before_is_the_plan_and_asking_nothing_changes_nothing(plan, branch):
    table, row = what_if(plan, branch_id=branch), plan.branches.loc[branch]
    before = table.loc["before"]
    for name in (*OFTEN, "officers_n", "available_h", "visits", "workload_h", "utilisation", "weeks_to_finish"):
        assert before[name] == pytest.approx(row[name]), name
    assert before["freq_limit"] == row["freq_limit"]
    assert table.loc["after"].equals(before)


@pytest.mark.parametrize("more", [{"officers": 1}, {"visit_days": 5.0}, {"visits_per_day": 3.0}])
def test_more_lowers_no_frequency_and_ends_sooner(plan, more):
    table = what_if(plan, branch_id="B1", **more)
    assert (table.loc["after", OFTEN] >= table.loc["before", OFTEN] - 1e-12).all()
    assert table.at["after", "weeks_to_finish"] < table.at["before", "weeks_to_finish"]
    assert table[["utilisation", "quota_use"]].to_numpy().max() <= 0.9 + 1e-9


def test_more_visits_a_day_share_the_way_out(plan):
    table = what_if(
        replace(plan, params=replace(plan.params, frequency_from="table")), branch_id="B1", visits_per_day=28
    )
    assert table.at["after", "visits"] == table.at["before", "visits"]
    assert table.at["after", "workload_h"] < table.at["before", "workload_h"]


def test_an_officer_less_is_felt(plan):
    table = what_if(plan, branch_id="B1", officers=-1)
    assert table["officers_n"].tolist() == [3, 2]
    assert (table.loc["after", OFTEN] <= table.loc["before", OFTEN] + 1e-12).all()
    assert table.at["after", "available_h"] == pytest.approx(table.at["before", "available_h"] * 2 / 3)


def test_without_officers_nobody_finishes_and_the_table_stands(plan):
    table = what_if(plan, branch_id="B1", officers=-9)
    assert table.at["after", "freq_limit"] == "table"
    assert np.isnan(table.at["after", "weeks_to_finish"])
    assert np.isnan(table.at["after", "utilisation"])


def test_the_first_officer_of_a_branch_is_a_usual_one(plan):
    away = replace(plan, officers=plan.officers.assign(on_leave=True))
    table = what_if(away, branch_id="B1", officers=1)
    assert table["officers_n"].tolist() == [0, 1]
    assert table.at["after", "available_h"] == 46 * 3 * 8
    assert table.at["after", "quota_visits"] == 46 * 3 * 14
