from dataclasses import replace

import numpy as np
import pytest

from gridplan.model.draft_steps import Drawn
from gridplan.model.tables import empty_table
from gridplan.planning.pipeline import replan
from gridplan.planning.pipeline.planning import STAGES, Timing
from gridplan.planning.zoning.drawing.ground import regridded
from tests.town import CRS, tiny_town
from tests.town.planned import PARAMS, plan_town


def _move(plan):
    """A unit of a grid with several, and another grid of its branch."""
    number = plan.units["grid_id"].map(plan.units["grid_id"].value_counts())
    for unit in plan.units.index[number > 1]:
        branch = plan.units.at[unit, "branch_id"]
        others = set(plan.units.loc[plan.units["branch_id"] == branch, "grid_id"]) - {plan.units.at[unit, "grid_id"]}
        if others:
            return unit, min(others)
    raise AssertionError


def test_each_unit_has_branch_grid_reach_and_work(planned):
    units = planned.units
    assert set(units["branch_id"]) <= set(planned.branches.index)
    assert units["grid_id"].str[:2].equals(units["branch_id"])
    assert (units["workload_h"] > 0).all()
    assert np.isfinite(units["own_road_min"]).all()


def test_totals_add_up(planned):
    base = planned.grids[planned.grids["kind"] == "base"]
    assert base["households"].sum() == len(planned.households)
    assert planned.branches["households"].sum() == len(planned.households)
    assert planned.officers["workload_h"].sum() == pytest.approx(base["workload_h"].sum())


def test_every_base_grid_has_owner_and_backup(planned):
    base = planned.grids[planned.grids["kind"] == "base"]
    assert (base["primary_officer_id"] != "").all()
    assert (base["backup_officer_id"] != "").all()
    assert (base["primary_officer_id"] != base["backup_officer_id"]).all()


def test_special_grids_lie_over_base_grids(planned):
    special = planned.grids[planned.grids["kind"] == "special"]
    assert special["name"].tolist() == ["老街"]
    assert set(special["parents"].iloc[0].split(",")) <= set(planned.grids.index)
    assert special["merchants_n"].iloc[0] == 6


def test_a_household_without_a_unit_belongs_where_it_lies(planned):
    town = tiny_town()
    lost = replace(town, households=town.households.assign(unit_id=""))
    assert plan_town(lost).households["unit_id"].equals(planned.households["unit_id"])


def test_a_bank_that_lists_no_household_still_gets_a_plan():
    town = tiny_town()
    bare = replace(
        town, households=empty_table("households"), funnel=empty_table("funnel"), products=empty_table("products")
    )
    plan = plan_town(bare)
    assert plan.grids["households"].sum() == town.units["registered_hh"].sum()
    row = plan.indicators.set_index(["level", "indicator"]).loc[("county", "spatial_coverage_hh_road")]
    assert row["denominator"] == town.units["registered_hh"].sum()


def test_a_branch_without_officers_is_told_of():
    town = tiny_town()
    plan = plan_town(replace(town, officers=town.officers[town.officers["branch_id"] != "B1"]))
    lonely = plan.findings[plan.findings["rule"] == "S01"]["object_id"]
    assert len(lonely) > 0
    assert lonely.str.startswith("B1").all()


def test_the_plan_is_in_metres_and_labelled(planned):
    assert planned.meta.crs == CRS
    assert planned.meta.synthetic
    assert planned.units.crs.to_string() == CRS


def test_a_moved_unit_moves_its_households_totals_and_indicators(planned):
    unit, grid = _move(planned)
    moved = replan(planned, regridded(planned.units, Drawn({unit: grid})))
    assert (moved.households.loc[moved.households["unit_id"] == unit, "grid_id"] == grid).all()
    number = planned.units.at[unit, "households"]
    assert moved.grids.at[grid, "households"] == planned.grids.at[grid, "households"] + number
    rows = moved.indicators.set_index(["level", "id", "indicator"])["denominator"]
    assert rows["grid", grid, "gap_share_road"] == moved.grids.at[grid, "households"]
    assert rows["county", "小镇", "gap_share_road"] == len(planned.households)


def test_moving_there_and_back_restores_the_plan(planned):
    unit, grid = _move(planned)
    there = replan(planned, regridded(planned.units, Drawn({unit: grid})))
    back = replan(there, regridded(there.units, Drawn({unit: planned.units.at[unit, "grid_id"]})))
    assert back.indicators.equals(planned.indicators)
    assert back.grids.drop(columns=["primary_officer_id", "backup_officer_id", "geometry"]).equals(
        planned.grids.drop(columns=["primary_officer_id", "backup_officer_id", "geometry"])
    )


def test_branches_that_nobody_changed_keep_their_people(planned):
    unit, grid = _move(planned)
    moved = replan(planned, regridded(planned.units, Drawn({unit: grid})))
    other = ~planned.grids["branch_id"].eq(planned.units.at[unit, "branch_id"])
    kept = moved.grids.loc[planned.grids.index[other], "primary_officer_id"]
    assert kept.equals(planned.grids.loc[other, "primary_officer_id"])


def test_stages_are_timed_by_the_clock_that_is_handed_in():
    ticks, told = iter(range(100)), []
    timing = Timing(lambda: float(next(ticks)), lambda stage, share: told.append((stage, share)))
    for stage in STAGES:
        timing.begin(stage)
    assert timing.seconds == dict.fromkeys(list(STAGES)[:-1], 1.0)
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("done", 1.0)


def test_another_seed_is_another_search_but_the_same_county(planned):
    other = plan_town(params=replace(PARAMS, seed=5))
    assert set(other.units.index) == set(planned.units.index)
    assert other.households["road_min"].equals(planned.households["road_min"])


def test_every_branch_says_how_good_its_grids_are_until_somebody_changes_them(planned):
    assert planned.worth["branch_id"].tolist() == planned.branches.index.tolist()
    assert (planned.worth["gap"] == 0).all()
    unit, grid = _move(planned)
    moved = replan(planned, regridded(planned.units, Drawn({unit: grid})))
    changed = planned.units.at[unit, "branch_id"]
    assert moved.worth["branch_id"].tolist() == [branch for branch in planned.branches.index if branch != changed]
