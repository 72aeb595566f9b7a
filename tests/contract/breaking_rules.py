"""A plan of the tiny town that keeps every rule, all registers kept, and for each rule one that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import pandas as pd
from shapely import affinity

from gridplan.model.plan import Plan, former_table
from gridplan.model.registers import REGISTERS, Registers
from gridplan.model.words import Post
from gridplan.planning.zoning.blocks import blocks

DAY = "2026-01-01"
#: The base grid that is locked.
LOCKED = "B1-G01"


def sound_plan(planned: Plan) -> Plan:
    """Even out the loads of the tiny town, and keep all registers as a careful bank would."""
    officers = planned.officers.assign(
        utilisation=0.8, households=1_000.0, grids_n=1, visits=100.0, workload_h=100.0, available_h=1_000.0
    )
    grids = planned.grids.assign(households=20.0, deviation=0.0, parts=1, road_min=3.0, merchants_n=200)
    grids = grids.assign(workload_h=100.0, polsby_popper=0.6)
    frequency = {f"freq_{care}": float(often) for care, often in planned.params.frequency.items()}
    registers = _registers(planned)
    return replace(
        planned,
        grids=grids,
        officers=officers,
        branches=planned.branches.assign(**frequency),
        posts=planned.posts.assign(filings_week=20.0),
        former=former_table(planned.units, planned.grids["primary_officer_id"], {LOCKED}),
        registers=registers,
        blocks=blocks(planned.units, planned.branches, registers.office_staff),
    )


def register(name: str, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(REGISTERS[name].columns))


def _registers(plan: Plan) -> Registers:
    officers, units = list(plan.officers.index), list(plan.units.index)
    people = [(f"{unit}-{role}-{k}", unit, role, "2025-06-01", "2027-05-31")
              for unit in plan.units.drop_duplicates("grid_id").index
              for role in ("key_person", "liaison") for k in range(2)]  # fmt: skip
    staff = [(f"{branch}-{post}", branch, str(post), "") for branch in plan.branches.index for post in Post]
    diligent = [("due_diligence", officer, "", "", "") for officer in officers]
    return Registers(
        key_people=register("key_people", people),
        office_staff=register("office_staff", staff),
        relations=register("relations", [(officers[0], units[0], "kin")]),
        leaves=register("leaves", [(officers[0], "2025-03-03", "2025-03-14")]),
        tenures=register("tenures", [(_owner(plan, unit), unit, "2025-01-01") for unit in units]),
        stations=register("stations", [(officer, units[0], 2, 2.0) for officer in officers]),
        declarations=register("declarations", [*diligent, ("lock", LOCKED, "", "", "")]),
        issues=register("issues", [("i1", LOCKED, "2025-11-03", "2025-11-10", "2025-12-20")]),
    )


def _owner(plan: Plan, unit: str) -> str:
    return str(plan.grids.at[plan.units.at[unit, "grid_id"], "primary_officer_id"])


def grids(plan: Plan, **columns: object) -> Plan:
    return replace(plan, grids=plan.grids.assign(**columns))


def officers(plan: Plan, **columns: object) -> Plan:
    return replace(plan, officers=plan.officers.assign(**columns))


def kept(plan: Plan, **registers: list[tuple[object, ...]]) -> Plan:
    tables = {name: register(name, rows) for name, rows in registers.items()}
    return replace(plan, registers=replace(plan.registers, **tables))


def moved(plan: Plan, unit: str, grid: str) -> Plan:
    units = plan.units.copy()
    units.loc[unit, "grid_id"] = grid
    return replace(plan, units=units)


def _assigned(plan: Plan, **columns: object) -> Plan:
    return replace(plan, assignments=plan.assignments.assign(**columns))


def _shifted(table: gpd.GeoDataFrame, row: str, metres: float) -> gpd.GeoDataFrame:
    changed = table.copy()
    changed.loc[row, "geometry"] = affinity.translate(table.geometry[row], metres, 0)
    return changed


def _with_a_hole(plan: Plan) -> Plan:
    changed, grid = plan.grids.copy(), plan.units.at["u14", "grid_id"]
    corner = plan.units.geometry["u14"].representative_point().buffer(50)
    changed.loc[grid, "geometry"] = plan.grids.geometry[grid].difference(corner)
    return replace(plan, grids=changed)


def _all_away(plan: Plan) -> Plan:
    return kept(plan, leaves=[(officer, "2025-12-01", "") for officer in plan.officers.index])


def _without(plan: Plan, post: Post) -> Plan:
    staff = plan.registers.office_staff
    registers = replace(plan.registers, office_staff=staff[staff["post"] != post].reset_index(drop=True))
    return replace(plan, registers=registers, blocks=blocks(plan.units, plan.branches, registers.office_staff))


def _own_backup(plan: Plan) -> Plan:
    rows = plan.assignments
    owner = rows[rows["role"] == "primary"].set_index("grid_id")["officer_id"]
    return _assigned(plan, officer_id=rows["grid_id"].map(owner))


def _stranger(plan: Plan) -> Plan:
    rows = plan.assignments.copy()
    rows.loc[0, "officer_id"] = next(o for o in plan.officers.index if o[:2] != rows.loc[0, "grid_id"][:2])
    return replace(plan, assignments=rows)


def _reviewed_by_kin(plan: Plan) -> Plan:
    reviewer = f"{plan.units.at['u21', 'branch_id']}-{Post.RISK_REVIEWER}"
    return kept(plan, relations=[(reviewer, "u21", "kin")])


#: A plan that breaks the rule, made of a sound one.
BREAKS: dict[str, Callable[[Plan], Plan]] = {
    "G01": lambda plan: moved(plan, "u11", ""),
    "G02": lambda plan: replace(plan, grids=_shifted(plan.grids, LOCKED, 300)),
    "G03": _with_a_hole,
    "G04": lambda plan: grids(plan, parts=3),
    "G05": lambda plan: grids(plan, households=12.0),
    "G06": lambda plan: replace(plan, units=plan.units.assign(type="market")),
    "G07": lambda plan: grids(plan, merchants_n=20),
    "G08": lambda plan: grids(plan, parents="B9-G99"),
    "G09": lambda plan: grids(plan, type="moon"),
    "G10": lambda plan: grids(plan, road_min=99.0),
    "G11": lambda plan: replace(plan, adjacency=plan.adjacency.assign(cut=True, barrier="river 小河")),
    "G12": lambda plan: grids(plan, polsby_popper=0.1),
    "G13": lambda plan: grids(plan, deviation=0.5),
    "G14": lambda plan: moved(plan, plan.units.index[plan.units["grid_id"] == LOCKED][0], "B1-G02"),
    "G15": lambda plan: replace(plan, former=plan.former.assign(officer_id="B9-9")),
    "G16": lambda plan: replace(plan, blocks=_shifted(plan.blocks, "B1-P01", 300)),
    "S01": lambda plan: replace(plan, assignments=plan.assignments[plan.assignments["role"] != "primary"]),
    "S02": _own_backup,
    "S03": _stranger,
    "S04": lambda plan: officers(plan, utilisation=[0.1, *[1.2] * (len(plan.officers) - 1)]),
    "S05": lambda plan: officers(plan, households=3_500.0),
    "S06": lambda plan: officers(plan, grids_n=6),
    "S07": lambda plan: officers(plan, available_h=60.0),
    "S08": lambda plan: kept(plan, tenures=[(_owner(plan, "u11"), "u11", "2020-01-01")]),
    "S09": _reviewed_by_kin,
    "S10": _all_away,
    "S11": lambda plan: _without(plan, Post.BRANCH_HEAD),
    "S12": lambda plan: kept(plan, key_people=[("p1", "u11", "liaison", "2020-01-01", "")]),
    "P01": lambda plan: replace(plan, posts=plan.posts.assign(duties_zh="走访")),
    "P02": lambda plan: _without(plan, Post.MARKETING_ASSISTANT),
    "P03": lambda plan: _without(plan, Post.RISK_REVIEWER),
    "P04": lambda plan: officers(plan, visits=5_000.0),
    "P05": lambda plan: replace(plan, branches=plan.branches.assign(freq_priority=1.0)),
    "P06": lambda plan: kept(plan, stations=[("B1-1", "u11", 2, 2.0)]),
    "P07": lambda plan: replace(plan, posts=plan.posts.assign(filings_week=2.0)),
    "P08": lambda plan: kept(plan, issues=[("i1", LOCKED, "2025-11-03", "", "")]),
    "P09": lambda plan: replace(plan, posts=plan.posts.assign(post="gardener")),
    "P10": lambda plan: kept(plan, declarations=[("due_diligence", "B1-1", "", "", "")]),
}  # fmt: skip
