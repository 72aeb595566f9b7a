from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gridplan.geo.network import RoadNetwork
from gridplan.model.draft_steps import Drawn
from gridplan.model.plan import PRESETS, PlanParams, Preset
from gridplan.model.words import Change
from gridplan.planning import pipeline
from gridplan.planning.comparison import MEASURES, compare
from gridplan.planning.comparison.exact import exact
from gridplan.planning.comparison.lineage import grid_names, heirs
from gridplan.planning.zoning.drawing.ground import regridded
from tests.town.random_county import random_county

SMALL = Preset(5_000, 20, 40, 120, (20, 200), 14, 18, 4)
PARAMS = PlanParams(presets={**PRESETS, "town": SMALL}, effort=0.05)


def _movable(plan):
    number = plan.units["grid_id"].map(plan.units["grid_id"].value_counts())
    for unit in plan.units.index[number > 1]:
        branch = plan.units.at[unit, "branch_id"]
        others = set(plan.units.loc[plan.units["branch_id"] == branch, "grid_id"]) - {plan.units.at[unit, "grid_id"]}
        if others:
            return unit, min(others)
    raise AssertionError


def _plan(county, seed=0):
    network = RoadNetwork.from_roads(county.layers.roads)
    params = replace(PARAMS, seed=seed)
    return pipeline.plan(county, params, plan_id=f"p{seed}", created_at="2026", network=network)


def test_a_plan_compared_with_itself_has_no_difference(planned):
    same = compare(planned, planned)
    assert set(same.units["change"]) == {str(Change.NONE)}
    assert same.moved == 0
    assert (same.totals.filter(like="_change") == 0).all(axis=None)
    assert (same.indicators.filter(like="_change").fillna(0) == 0).all(axis=None)


def test_a_moved_unit_is_told_with_old_and_new_owner(planned):
    unit, grid = _movable(planned)
    after = pipeline.replan(planned, regridded(planned.units, Drawn({unit: grid})))
    row = compare(planned, after).units.loc[unit]
    assert row["grid_id_before"] == planned.units.at[unit, "grid_id"]
    assert row["grid_id_after"] == grid
    assert row["officer_id_after"] == after.grids.at[grid, "primary_officer_id"]
    assert row["change"] in {str(Change.OWNER), str(Change.GRID)}
    assert row["moved"] == (row["households_after"] if row["owner_moved"] else 0)


def test_only_the_branches_asked_for_are_compared(planned):
    unit, grid = _movable(planned)
    branch = planned.units.at[unit, "branch_id"]
    after = pipeline.replan(planned, regridded(planned.units, Drawn({unit: grid})))
    some = compare(planned, after, [branch])
    assert set(some.units["branch_id_before"]) == {branch}
    assert set(some.indicators["level"]) == {"unit", "grid", "branch", "town"}
    assert set(some.indicators.loc[some.indicators["level"] == "branch", "id"]) == {branch}


# other households, other grids, other owners, units merged and new: all at once
@pytest.mark.parametrize("seed", range(6))
def test_the_sum_of_differences_is_the_difference_of_sums(seed):
    county = random_county(seed)
    before = _plan(county)
    less = county.households.sample(frac=0.9, random_state=seed)
    heavier = less.assign(households_n=np.random.default_rng(seed).uniform(0.5, 1.7, len(less)))
    renamed = {unit: f"{unit}b" for unit in county.units.index[:2]}
    units = county.units.rename(index=renamed).rename_axis("unit_id")
    after = _plan(replace(county, units=units, households=heavier.assign(unit_id="")), seed + 1)
    told = compare(before, after)
    for name in MEASURES:
        change = told.units[f"{name}_change"]
        for level, rows in told.totals.groupby("level"):
            assert rows[f"{name}_change"].sum() == change.sum(), level
            assert rows[f"{name}_after"].sum() - rows[f"{name}_before"].sum() == change.sum(), level
        assert told.units[f"{name}_after"].sum() == pytest.approx(after.units[name].sum(), abs=len(units) / 2_048)
    rows = told.indicators[told.indicators["indicator"] == "penetration"]
    for part in ("numerator", "denominator"):
        by_level = rows.groupby("level")
        changes = by_level[f"{part}_change"].sum()
        assert set(changes) == set(by_level[f"{part}_after"].sum() - by_level[f"{part}_before"].sum())
        assert len(set(changes)) == 1


def test_a_unit_that_is_no_more_is_held_against_its_heir(planned):
    gone, into = _neighbours(planned)
    units = planned.units.copy()
    units.loc[into, "geometry"] = units.geometry[gone].union(units.geometry[into])
    units.loc[into, list(MEASURES)] += units.loc[gone, list(MEASURES)]
    told = compare(planned, replace(planned, units=units.drop(index=gone)))
    row = told.units.loc[gone]
    assert row["change"] == str(Change.GONE)
    assert row["heir"] == into
    owner = planned.units["grid_id"].map(planned.grids["primary_officer_id"])
    assert row["moved"] == (planned.units.at[gone, "households"] if owner[gone] != owner[into] else 0)
    back = compare(replace(planned, units=units.drop(index=gone)), planned)
    assert back.units.loc[gone, "change"] == str(Change.NEW)
    assert back.units.loc[gone, "heir"] == into
    assert told.totals.set_index("level").loc["all", "households_change"] == 0


def _neighbours(plan):
    pairs = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    return pairs["unit_a"].iloc[0], pairs["unit_b"].iloc[0]


def test_a_grid_that_bears_another_id_has_not_moved():
    units = pd.Index(["u1", "u2", "u3", "u4"])
    before = pd.Series(["G1", "G1", "G2", "G3"], index=units)
    after = pd.Series(["G2", "G2", "G1", "G1"], index=units)
    names = grid_names(before, after, pd.Series([5.0, 5.0, 8.0, 2.0], index=units))
    assert names == {"G1": "G2", "G2": "G1", "G3": "G3"}


def test_an_id_that_is_taken_is_marked_where_its_grid_ended():
    units = pd.Index(["u1", "u2"])
    names = grid_names(pd.Series(["G1", "G2"], units), pd.Series(["G1", "G1"], units), pd.Series([1.0, 9.0], units))
    assert names == {"G2": "G1", "G1": "G1†"}


def test_a_unit_outside_everything_has_no_heir(planned):
    far = planned.units.iloc[:1].set_geometry(planned.units.geometry.iloc[:1].translate(1e6), crs=planned.units.crs)
    assert heirs(far, planned.units) == {}


def test_figures_on_the_raster_add_up_in_any_order():
    figures = exact(np.random.default_rng(1).uniform(0, 1e6, 500))
    assert figures.sum() == figures[::-1].sum() == sum(sorted(figures))


def test_who_left_keeps_a_name(planned):
    gone = planned.officers.index[0]
    told = compare(planned, replace(planned, officers=planned.officers.drop(index=gone)))
    assert told.officers[gone] == planned.officers.at[gone, "name"]
    assert set(told.officers.index) == set(planned.officers.index)
