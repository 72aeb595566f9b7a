"""Capacity, seasons and white space on the demo county: figures keep what they promise."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from gridplan.geo.network import RoadNetwork
from gridplan.model.params import PlanParams
from gridplan.planning.pipeline.ground import survey
from gridplan.planning.staffing.forecast import first_visits, forecast
from gridplan.planning.staffing.hours import with_hours
from gridplan.planning.staffing.season import draw_season
from gridplan.planning.white_space import find_white_space
from tests.unit.qinghe.counties import qinghe_in_metres

DIALS = PlanParams()
SEEDS = 20


@pytest.fixture(scope="module")
def ground():
    inputs = qinghe_in_metres()
    return survey(inputs, RoadNetwork.from_roads(inputs.layers.roads), DIALS)


@pytest.fixture(scope="module")
def officers(ground):
    return with_hours(qinghe_in_metres().officers, ground.branches, DIALS)


def _shared_out(units, officers):
    """Every unit is a grid, and the officers of its branch take turns."""
    turn = units.groupby("branch_id").cumcount()
    people = officers.groupby("branch_id").groups
    owner = [people[branch][n % len(people[branch])] for branch, n in zip(units["branch_id"], turn, strict=True)]
    return pd.DataFrame({"branch_id": units["branch_id"], "primary_officer_id": owner})


def test_every_branch_finishes_within_a_tenth_of_the_forecast(ground, officers):
    left = first_visits(ground.households.assign(grid_id=ground.households["unit_id"]))
    grids = _shared_out(ground.units, officers)
    told = forecast(grids, officers, ground.branches, left, DIALS.met_rate).branches["weeks"]
    owned = left.reindex(grids.index).fillna(0.0).groupby(grids["primary_officer_id"]).sum()
    for branch, people in officers.groupby("branch_id"):
        first = owned.reindex(people.index).fillna(0.0)
        drawn = [
            draw_season(first, people, DIALS.met, DIALS.visit_times, np.random.default_rng(seed))
            for seed in range(SEEDS)
        ]
        assert np.median(drawn) == pytest.approx(told[branch], rel=0.1), branch


def test_no_branch_is_planned_beyond_its_target(ground, officers):
    used = ground.units.groupby("branch_id")[["workload_h", "visits"]].sum()
    able = officers.groupby("branch_id")[["available_h", "quota_week"]].sum()
    most = np.maximum(used["workload_h"] / able["available_h"], used["visits"] / (able["quota_week"] * DIALS.weeks))
    assert most.max() <= DIALS.target_utilisation + 1e-9
    assert (most[ground.branches["freq_limit"] != "wish"] >= DIALS.target_utilisation - 1e-9).all()


def test_white_space_is_proved_and_no_less_than_choosing_one_place_after_another(ground):
    inputs = qinghe_in_metres()
    plan = SimpleNamespace(
        units=ground.units, households=ground.households, branches=ground.branches, params=DIALS,
        registers=inputs.registers,
    )  # fmt: skip
    found = find_white_space(plan, RoadNetwork.from_roads(inputs.layers.roads))
    assert list(found.curve["slots"]) == list(range(1, 11))
    assert (found.curve["gap"] <= 1e-6).all()
    first = found.curve["gain"].iloc[0]
    # the best of k places are at least what the best one is, and at most k times that
    assert found.curve["households"].between(first, first * found.curve["slots"]).all()
    assert found.curve["households"].is_monotonic_increasing
