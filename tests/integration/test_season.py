"""A season drawn day by day on the demo county ends when it was forecast."""

import numpy as np
import pandas as pd
import pytest

from gridplan.geo.network import RoadNetwork
from gridplan.model.params import PlanParams
from gridplan.planning.pipeline.ground import survey
from gridplan.planning.staffing.forecast import first_visits, forecast
from gridplan.planning.staffing.hours import with_hours
from gridplan.planning.staffing.season import draw_season
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
