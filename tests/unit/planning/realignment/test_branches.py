from dataclasses import replace

import pandas as pd
import pytest

from gridplan.errors import InfeasibleError
from gridplan.geo.network import RoadNetwork
from gridplan.model.plan import PRESETS, PlanParams, Preset
from gridplan.model.words import Role
from gridplan.planning import pipeline
from gridplan.planning.comparison import compare
from gridplan.planning.pipeline.repaired import complete_repair
from gridplan.planning.realignment import Close, Open, repair
from gridplan.planning.realignment.framing import holders
from gridplan.planning.realignment.renaming import new_names
from tests.town.random_county import random_county

DAY = "2026-03-02"


@pytest.fixture(scope="module")
def ways(planned):
    return RoadNetwork.from_roads(planned.layers.roads)


def _sound(plan):
    """Every unit has one grid of its branch, and owner and backup belong there."""
    assert plan.units["grid_id"].map(plan.grids["branch_id"]).equals(plan.units["branch_id"])
    assert set(plan.units["branch_id"]) <= set(plan.branches.index)
    assert not set(plan.findings["rule"]) & {"S01", "S02", "S03"}


def test_a_closed_branch_goes_to_its_neighbours_and_owners_go_along(planned, ways):
    told = repair(planned, Close("B3"), day=DAY, ways=ways)
    done = complete_repair(planned, told, ways)
    _sound(done)
    assert "B3" not in set(done.branches.index) | set(done.officers["branch_id"])
    changed = compare(planned, done).units
    assert (changed["branch_moved"] == (planned.units["branch_id"] == "B3")).all()
    assert not changed["grid_moved"].any()
    assert told.moved == changed["moved"].sum()


def test_owners_whose_grids_are_all_reached_from_one_place_keep_them(planned, ways):
    near = planned.branches.assign(drive_min=500.0)
    told = repair(replace(planned, branches=near), Close("B3"), day=DAY, ways=ways)
    assert told.moved == 0
    along = told.steps[told.steps["role"] == str(Role.PRIMARY)]
    assert set(along["reason"]) == {"along"}


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_a_new_branch_gets_what_is_nearer_to_it_and_two_people(seed):
    before = _county(seed)
    farthest = before.grids["road_min"].idxmax()
    point = before.grids.geometry.representative_point().to_crs(4326)[farthest]
    told = repair(before, Open("B9", point.x, point.y, "town", "新支行"), day=DAY)
    done = complete_repair(before, told)
    assert done.branches.at["B9", "name"] == "新支行"
    assert (done.officers["branch_id"] == "B9").sum() >= 2
    assert set(done.units.loc[done.units["branch_id"] == "B9", "grid_id"].str[:4]) == {"B9-G"}
    _sound(done)
    changed = compare(before, done).units
    assert told.moved == changed["moved"].sum()
    # nobody changes the owner unless the own branch can't reach the grid
    far = before.units["grid_id"].map(before.grids["road_min"]) > before.units["branch_id"].map(
        before.branches["drive_min"]
    )
    assert (far | ~changed["owner_moved"] | (changed["branch_id_after"] != "B9")).all()
    for branch in before.branches.index:
        assert (done.officers["branch_id"] == branch).sum() >= 2


def _county(seed):
    county = random_county(seed, roads=False)
    county = replace(county, officers=pd.concat([county.officers, county.officers.rename(index=lambda who: f"{who}b")]))
    params = PlanParams(presets={**PRESETS, "town": Preset(5_000, 20, 15, 40, (5, 90), 14, 18, 4)}, effort=0.05)
    return pipeline.plan(county, params, plan_id="p", created_at="2026")


@pytest.mark.parametrize(
    "event",
    [Close("B7"), Open("B1", 123.4, 29.5), Open("B9", 123.4, 29.5, "harbour"), Open("B9", 120.0, 20.0)],
    ids=["no branch", "there already", "no kind", "nothing nearer"],
)
def test_what_makes_no_sense_is_refused(planned, ways, event):
    with pytest.raises(InfeasibleError):
        repair(planned, event, day=DAY, ways=ways)


def test_the_only_branch_can_not_close(planned, ways):
    alone = replace(planned, branches=planned.branches.loc[["B1"]])
    with pytest.raises(InfeasibleError, match="only branch"):
        repair(alone, Close("B1"), day=DAY, ways=ways)


def test_registers_follow_the_new_ids(planned, ways):
    grid = planned.units.loc[planned.units["branch_id"] == "B3", "grid_id"].iloc[0]
    row = {"kind": "enclave", "object_id": grid, "reason": "岛", "approver": "", "last_day": ""}
    registers = replace(planned.registers, declarations=pd.DataFrame([row]))
    told = repair(replace(planned, registers=registers), Close("B3"), day=DAY, ways=ways)
    (named,) = told.plan.registers.declarations["object_id"]
    assert named != grid
    assert named in set(told.plan.units["grid_id"])


def test_a_locked_grid_stays_with_its_owner(planned, ways):
    grid = planned.units.loc[planned.units["branch_id"] == "B2", "grid_id"].iloc[0]
    row = {"kind": "lock", "object_id": grid, "reason": "试点", "approver": "", "last_day": ""}
    far = planned.branches.assign(drive_min=0.1)
    registers = replace(planned.registers, declarations=pd.DataFrame([row]))
    told = repair(replace(planned, branches=far, registers=registers), Close("B2"), day=DAY, ways=ways)
    (named,) = told.plan.registers.declarations["object_id"]
    owner = holders(told.plan.assignments, Role.PRIMARY, pd.Index([named]))[named]
    assert owner == planned.grids.at[grid, "primary_officer_id"]


def test_special_grids_go_with_their_ground(planned, ways):
    told = repair(planned, Close("B1"), day=DAY, ways=ways)
    done = complete_repair(planned, told, ways)
    special = done.grids[done.grids["kind"] == "special"]
    parents = special["parents"].str.split(",").explode()
    assert set(parents) <= set(done.units["grid_id"])
    assert set(special["branch_id"]) <= set(done.branches.index)


def test_grids_are_numbered_on():
    names = new_names({"B2-G01": "B1", "B2-G03": "B1"}, ["B1-G01", "B1-G04", "B2-G01", "B2-G03"])
    assert names == {"B2-G01": "B1-G05", "B2-G03": "B1-G06"}


def test_without_roads_straight_lines_stand_in(planned):
    told = repair(planned, Close("B3"), day=DAY)
    grids = pd.Index(sorted(set(told.plan.units["grid_id"])))
    assert (holders(told.plan.assignments, Role.PRIMARY, grids) != "").all()
