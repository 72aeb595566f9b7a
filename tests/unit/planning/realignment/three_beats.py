"""A branch of nine square villages in a row of three beats, each the one grid of an officer who has little room."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point, box

from gridplan.model.inputs import Inputs
from gridplan.model.plan import PRESETS, Plan, PlanParams, Preset
from gridplan.model.tables import BRANCHES, HOUSEHOLDS, OFFICERS, UNITS, keep_contract
from gridplan.planning import pipeline
from gridplan.planning.pipeline.replanning import replan
from tests.town import CRS, EAST, NORTH

DAY = "2026-03-02"
#: Village v11 lies in the first beat; the beats lie side by side.
BEATS = {f"v{beat}{row}": f"B1-G0{beat}" for beat in (1, 2, 3) for row in (1, 2, 3)}
PARAMS = PlanParams(presets={**PRESETS, "town": Preset(9_000, 60, 30, 90, (5, 400), 14, 18, 4)}, effort=0.1)


def three_beats(hours: float = 0.0) -> Plan:
    """By default each officer has half as many hours again as the grid takes."""
    made = pipeline.plan(_inputs(), PARAMS, plan_id="p1", created_at="2026-01-01T00:00:00+00:00")
    made = replan(made, made.units.assign(grid_id=pd.Series(BEATS)))
    owners = {"B1-G01": "E2", "B1-G02": "E1", "B1-G03": "E3"}
    backups = {"B1-G01": "E1", "B1-G02": "E3", "B1-G03": "E2"}
    rows = [
        {"grid_id": grid, "officer_id": named[grid], "role": role, "why": "kept"}
        for role, named in (("primary", owners), ("backup", backups))
        for grid in owners
    ]
    load = made.units.groupby("grid_id")["workload_h"].sum().max()
    grids = made.grids.assign(primary_officer_id=pd.Series(owners), backup_officer_id=pd.Series(backups))
    officers = made.officers.assign(available_h=hours or 1.7 * load)
    return replace(made, grids=grids, officers=officers, assignments=pd.DataFrame(rows))


def _inputs() -> Inputs:
    squares = {
        unit: box(*(base + 1_000 * step for base, step in zip((EAST, NORTH) * 2, (x, y, x + 1, y + 1), strict=True)))
        for unit, (x, y) in {unit: (int(unit[1]) - 1, int(unit[2]) - 1) for unit in BEATS}.items()
    }
    ids = pd.Index(squares, name="unit_id")
    units = gpd.GeoDataFrame(
        {"name": ids, "type": "village", "town": "镇", "registered_hh": 20, "resident_hh": 20},
        geometry=list(squares.values()), index=ids, crs=CRS,
    )  # fmt: skip
    doors = [f"{unit}-{n}" for unit in BEATS for n in range(20)]
    middles = units.geometry.representative_point()
    households = gpd.GeoDataFrame(
        {"unit_id": [door[:3] for door in doors], "residence": "at_home", "segment": "farm", "list": "eligible"},
        geometry=[middles[door[:3]] for door in doors], index=pd.Index(doors, name="household_id"), crs=CRS,
    )  # fmt: skip
    branch = gpd.GeoDataFrame(
        {"name": ["一支行"], "kind": "town", "coverage_radius_m": 9_000.0, "drive_min": 60.0},
        geometry=[Point(EAST + 1_500, NORTH + 1_500)], index=pd.Index(["B1"], name="branch_id"), crs=CRS,
    )  # fmt: skip
    officers = pd.DataFrame(
        {"name": ["甲", "乙", "丙"], "branch_id": "B1", "hours_week": 40.0, "visit_days": 3.0, "daily_capacity": 12.0},
        index=pd.Index(["E1", "E2", "E3"], name="officer_id"),
    )
    return Inputs(
        county="三片", branches=keep_contract(branch, BRANCHES), units=keep_contract(units, UNITS),
        households=keep_contract(households, HOUSEHOLDS), officers=keep_contract(officers, OFFICERS), synthetic=True,
    )  # fmt: skip
