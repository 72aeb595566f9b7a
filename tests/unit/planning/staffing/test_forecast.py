"""A forecast is what seasons drawn at random come to, the last weeks included."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gridplan.model.params import PlanParams
from gridplan.planning.staffing.forecast import first_visits, forecast, season_weeks
from gridplan.planning.staffing.season import draw_season
from tests.town import tiny_town
from tests.town.planned import PARAMS, plan_town

DIALS = PlanParams()
SEEDS = 20


def _weeks(first, visits=36.0, days=3.0, met=0.5):
    return float(season_weeks(*(np.array([float(one)]) for one in (first, visits, days)), met)[0])


def test_nobody_left_takes_no_week_and_nobody_visiting_takes_for_ever():
    assert _weeks(0) == 0
    assert np.isnan(_weeks(10, visits=0))


def test_one_household_takes_as_many_visit_days_as_it_takes_to_meet_it():
    assert _weeks(1, met=0.5) == pytest.approx(2 / 3)
    assert _weeks(1, met=1.0) == pytest.approx(1 / 3)


def test_more_households_take_longer_and_more_visits_less_long():
    many = [_weeks(first) for first in range(1, 200)]
    assert (np.diff(many) > 0).all()
    assert (np.diff([_weeks(500, visits=visits) for visits in range(3, 60)]) < 0).all()


def _officers(number, visits=36.0, days=3.0):
    return pd.DataFrame(
        {"quota_week": visits, "visit_days": days}, index=pd.Index([f"E{n}" for n in range(number)], name="officer_id")
    )


@pytest.mark.parametrize(
    ("first", "visits", "days"), [(40, 36, 3), (400, 36, 3), (900, 15, 3), (700, 40, 5), (90, 10, 2)]
)
def test_one_officer_finishes_when_forecast(first, visits, days):
    people = _officers(1, visits, days)
    left = pd.Series({"E0": float(first)})
    drawn = [
        draw_season(left, people, DIALS.met, DIALS.visit_times, np.random.default_rng(seed)) for seed in range(SEEDS)
    ]
    assert np.median(drawn) == pytest.approx(_weeks(first, visits, days, DIALS.met_rate), rel=0.1, abs=1)


def test_those_who_have_finished_help_the_others():
    people = _officers(3)
    left = pd.Series({"E0": 900.0, "E1": 300.0, "E2": 100.0, "": 200.0})
    drawn = [
        draw_season(left, people, DIALS.met, DIALS.visit_times, np.random.default_rng(seed)) for seed in range(SEEDS)
    ]
    assert np.median(drawn) == pytest.approx(_weeks(1_500, 108, 3, DIALS.met_rate), rel=0.1)


def test_a_season_without_officers_has_no_end():
    assert draw_season(
        pd.Series({"": 1.0}), _officers(0), DIALS.met, DIALS.visit_times, np.random.default_rng(0)
    ) == float("inf")


def test_every_branch_of_the_town_finishes_when_forecast():
    plan = plan_town(params=replace(PARAMS, frequency_from="capacity"))
    slow = plan.officers.assign(quota_week=3.0)
    base = plan.grids[plan.grids["kind"] == "base"]
    left = first_visits(plan.households)
    told = forecast(base, slow, plan.branches, left, DIALS.met_rate).branches["weeks"]
    owned = left.groupby(base["primary_officer_id"]).sum()
    for branch, people in slow.groupby("branch_id"):
        drawn = [
            draw_season(owned.reindex(people.index), people, DIALS.met, DIALS.visit_times, np.random.default_rng(seed))
            for seed in range(SEEDS)
        ]
        assert np.median(drawn) == pytest.approx(told[branch], rel=0.1, abs=1)


def test_a_grid_of_nobody_never_finishes_but_its_branch_does():
    plan = plan_town()
    base = plan.grids[plan.grids["kind"] == "base"]
    lonely = base.assign(primary_officer_id=base["primary_officer_id"].where(base.index != base.index[0], ""))
    told = forecast(lonely, plan.officers, plan.branches, first_visits(plan.households), 0.5)
    assert np.isnan(told.grids["weeks"].iloc[0])
    branch = base["branch_id"].iloc[0]
    assert np.isfinite(told.branches.at[branch, "weeks"])
    assert np.isnan(told.branches.at[branch, "weeks_alone"])


def test_the_plan_shows_what_was_forecast():
    plan = plan_town(tiny_town())
    base = plan.grids[plan.grids["kind"] == "base"]
    told = forecast(base, plan.officers, plan.branches, first_visits(plan.households), PARAMS.met_rate)
    rows = plan.indicators[plan.indicators["indicator"] == "weeks_to_finish"].set_index(["level", "id"])
    assert plan.officers["weeks_to_finish"].to_numpy() == pytest.approx(told.officers["weeks"].to_numpy())
    for level, table in (("grid", told.grids), ("branch", told.branches)):
        assert rows.loc[level]["value"].reindex(table.index).to_numpy() == pytest.approx(table["weeks"].to_numpy())
        assert rows.loc[level]["numerator"].sum() == first_visits(plan.households).sum()
    assert rows.loc[("county", plan.meta.county), "value"] == pytest.approx(told.branches["weeks"].max())
