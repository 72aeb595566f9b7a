"""Visits a year come from capacity, in the bank's order, and more capacity takes from nobody."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.errors import SettingsError
from gridplan.model.params import PlanParams
from gridplan.model.words import Care
from gridplan.planning.staffing.frequency import COLUMNS, farthest, frequencies, solve_frequencies
from gridplan.planning.staffing.hours import capacity
from gridplan.planning.staffing.workload import class_counts, class_needs, unit_workload
from tests.town import tiny_town
from tests.town.planned import PARAMS, plan_town

DIALS = PlanParams()
NEEDS = pd.DataFrame({"hours": [60.0, 300.0, 350.0, 300.0], "visits": [100.0, 500.0, 600.0, 500.0]}, index=list(Care))
ROOM = st.floats(0.0, 20_000.0)


def _found(hours, visits, dials=DIALS):
    return farthest(NEEDS, pd.Series({"hours": hours, "visits": visits}), dials)


def _used(found, resource):
    return sum(found.visits[care] * NEEDS.at[care, resource] for care in Care)


@given(ROOM, ROOM, ROOM, ROOM)
def test_more_capacity_never_lowers_a_class(hours, visits, more_hours, more_visits):
    less, more = _found(hours, visits).visits, _found(hours + more_hours, visits + more_visits).visits
    assert all(more[care] >= less[care] - 1e-9 for care in Care)


@given(ROOM, ROOM)
def test_capacity_is_kept_and_used_up_unless_every_wish_is_met(hours, visits):
    found = _found(hours, visits)
    assert _used(found, "hours") <= hours + 1e-6
    assert _used(found, "visits") <= visits + 1e-6
    if found.limit == "wish":
        assert found.visits == pytest.approx(DIALS.wanted_frequency)
    else:
        assert _used(found, found.limit) == pytest.approx({"hours": hours, "visits": visits}[found.limit], abs=1e-6)


def test_the_least_comes_before_the_usual_and_the_usual_before_the_wish():
    # everybody's least takes 2 x 100 + 0.5 x 500 + 0.33 x 600 visits
    assert _found(9e9, 648.0).visits == pytest.approx(DIALS.least_frequency)
    # what is usual takes 6 x 100 + 500 + 0.67 x 600
    assert _found(9e9, 1_502.0).visits == pytest.approx(DIALS.frequency)
    some = _found(9e9, 1_602.0).visits
    assert some == pytest.approx({**DIALS.frequency, "priority": 7.0})


def test_the_order_is_the_banks():
    turned = replace(DIALS, care_order=("develop", "priority", "periodic", "watch"))
    assert _found(9e9, 198.0, turned).visits == pytest.approx(
        {"priority": 0, "periodic": 0, "develop": 0.33, "watch": 0}
    )


def test_a_class_of_nobody_does_not_hold_up_the_others():
    empty = NEEDS.copy()
    empty.loc["priority"] = 0.0
    found = farthest(empty, pd.Series({"hours": 9e9, "visits": 448.0}), DIALS)
    assert found.visits["develop"] == pytest.approx(0.33)


def _town_needs():
    plan = plan_town()
    counts = class_counts(plan.units, plan.households)
    return plan, counts, class_needs(plan.units, counts, plan.branches, PARAMS)


def test_needs_are_what_one_visit_to_each_takes():
    plan, counts, needs = _town_needs()
    once = pd.DataFrame(1.0, index=plan.branches.index, columns=list(Care))
    work = unit_workload(plan.units, counts, plan.branches, PARAMS, once).groupby(plan.units["branch_id"]).sum()
    sums = needs.groupby("branch_id").sum()
    assert sums["visits"].to_numpy() == pytest.approx(work["visits"].to_numpy())
    assert (sums["at_work_h"] + sums["on_road_h"]).to_numpy() == pytest.approx(work["workload_h"].to_numpy())
    assert sums["households"].sum() == 96


def test_a_market_is_visited_at_its_own_pace():
    plan, counts, needs = _town_needs()
    market = plan.units.assign(type="market")
    there = class_needs(market, counts, plan.branches, PARAMS)
    assert (there["visits"] / needs["visits"]).dropna().to_numpy() == pytest.approx(14 / 18)
    assert (there["at_work_h"] / needs["at_work_h"]).dropna().to_numpy() == pytest.approx(30 / 32)


def test_a_branch_without_officers_keeps_the_table_and_the_plan_says_so():
    town = tiny_town()
    away = town.officers.assign(on_leave=town.officers["branch_id"] == "B2")
    plan = plan_town(replace(town, officers=away), replace(PARAMS, frequency_from="capacity"))
    often = frequencies(plan.branches)
    assert list(often["limit"]) == ["wish", "table", "wish"]
    assert often.loc["B2", list(Care)].to_dict() == dict(PARAMS.frequency)
    assert any("B2" in note and "B1" not in note for note in plan.meta.notes)


def test_a_plan_from_capacity_keeps_hours_and_quota_at_the_target():
    town = tiny_town()
    few = town.officers.iloc[[0, 3, 6]].assign(daily_capacity=1.0, hours_week=4.0)
    plan = plan_town(replace(town, officers=few), replace(PARAMS, frequency_from="capacity"))
    able = capacity(plan.officers, plan.branches, plan.params)
    used = plan.units.groupby("branch_id")[["workload_h", "visits"]].sum()
    most = np.maximum(used["workload_h"] / able["hours"], used["visits"] / able["visits"])
    assert most[["B1", "B2"]].to_numpy() == pytest.approx(0.9)
    assert list(plan.branches["freq_limit"] == "wish") == [False, False, True]
    assert most["B3"] < 0.9
    assert set(COLUMNS.values()) <= set(plan.branches.columns)


def test_with_the_table_the_table_stands():
    plan = plan_town()
    able = capacity(plan.officers, plan.branches, PARAMS)
    counts = class_counts(plan.units, plan.households)
    table = solve_frequencies(class_needs(plan.units, counts, plan.branches, PARAMS), able, PARAMS)
    assert set(table["freq_limit"]) == {"table"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"frequency_from": "wishes"},
        {"wanted_frequency": {"priority": 12}},
        {"care_order": ("priority",)},
        {"target_utilisation": 0.0},
        {"visit_times": {"night": 1.0}},
    ],
)
def test_dials_out_of_range_are_refused(wrong):
    with pytest.raises(SettingsError):
        replace(DIALS, **wrong)


def test_some_are_met_by_day_and_more_in_the_evening():
    assert DIALS.met_rate == pytest.approx((2 * 0.45 + 0.72) / 3)
