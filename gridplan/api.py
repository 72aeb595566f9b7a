"""The public face in Python: tables in, tables out, in any CRS; `import gridplan as gp` shows what stands here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from gridplan.errors import SettingsError
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.geo.datum import to_datum
from gridplan.geo.network import RoadNetwork
from gridplan.model.bank_time import bank_moment
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers, Plan, PlanParams, with_presets
from gridplan.model.tables import BRANCHES, CONTRACTS, empty_table, keep_contract
from gridplan.model.versions import version_id
from gridplan.model.words import Role
from gridplan.planning import pipeline
from gridplan.planning.rules import check_rules
from gridplan.planning.service_areas import service_areas as areas_in_metres
from gridplan.planning.service_areas.ways import straight_ways
from gridplan.planning.staffing.assignment import StaffingRules
from gridplan.planning.staffing.assignment import assign as assign_branch
from gridplan.planning.zoning.partition import partition
from gridplan.planning.zoning.units import basic_units
from gridplan.qinghe import county as demo
from gridplan.storage.osm import read_osm
from gridplan.workspace.opening import Workspace

__all__ = [
    "Plan",
    "PlanParams",
    "Workspace",
    "assign",
    "basic_units",
    "check_rules",
    "demo",
    "indicators",
    "partition",
    "plan",
    "read_osm",
    "service_areas",
    "to_datum",
]


def plan(
    branches: gpd.GeoDataFrame,
    units: gpd.GeoDataFrame,
    households: gpd.GeoDataFrame | None = None,
    officers: pd.DataFrame | None = None,
    *,
    roads: gpd.GeoDataFrame | None = None,
    layers: Layers | None = None,
    params: PlanParams | None = None,
) -> Plan:
    """
    Plan a county from its tables.

    Parameters
    ----------
    branches
        Branch points, contract `BRANCHES`; radius and minutes may be left to the preset of their kind.
    units
        Basic units as polygons, contract `UNITS`.
    households
        Household points, contract `HOUSEHOLDS`; without them the units' registered households are counted.
    officers
        Contract `OFFICERS`; without them the grids stay without owners, and rule S01 says so.
    roads
        Lines with `highway`; by default those of `layers`.
    layers
        County, towns, water, barriers, crossings, special areas.
    params
        Dials.

    Returns
    -------
    plan
        The plan, in the county's work CRS.

    Raises
    ------
    SchemaError
        If a table breaks its contract.
    """
    crs, params = work_crs_of(units), params or PlanParams()
    known = layers or Layers()
    given = {"households": households, "officers": officers}
    tables: dict[str, Any] = {name: _kept(name, table, units.crs) for name, table in given.items()}
    inputs = Inputs(
        county="",
        branches=gpd.GeoDataFrame(keep_contract(with_presets(branches, params.presets), BRANCHES)),
        units=gpd.GeoDataFrame(keep_contract(units, CONTRACTS["units"])),
        layers=known if roads is None else replace(known, roads=roads),
        **tables,
    ).map_spatial(lambda table: to_work(table, crs))
    lines = inputs.layers.roads
    network = None if lines is None or lines.empty else RoadNetwork.from_roads(lines, walk_kmh=params.walk_kmh)
    moment = datetime.now(UTC)
    return pipeline.plan(
        inputs,
        params,
        plan_id=version_id(moment),
        created_at=bank_moment(moment),
        network=network,
    )


def service_areas(
    branches: gpd.GeoDataFrame, *, model: str = "radius", roads: gpd.GeoDataFrame | None = None
) -> gpd.GeoDataFrame:
    """
    Draw the area that every branch reaches.

    Parameters
    ----------
    branches
        Branch points with `kind`, and `coverage_radius_m`, `drive_min` where they are not the preset's.
    model
        `radius` or `road_time`.
    roads
        Lines with `highway`; without them ways are 1.4 times the straight line.

    Returns
    -------
    areas
        One polygon a branch, index and CRS of `branches`.

    Raises
    ------
    SettingsError
        If the model is unknown.
    """
    params, crs = PlanParams(), work_crs_of(branches)
    metric = to_work(with_presets(branches, params.presets), crs)
    ways = straight_ways(metric, params) if roads is None else RoadNetwork.from_roads(to_work(roads, crs))
    return areas_in_metres(metric, ways, model=model).to_crs(branches.crs)


def assign(
    grids: pd.DataFrame,
    officers: pd.DataFrame,
    *,
    workload: pd.Series,
    travel_min: pd.DataFrame,
    rules: StaffingRules | None = None,
    locked: pd.Series | None = None,
    previous: pd.Series | None = None,
) -> pd.DataFrame:
    """
    Choose owner and backup of the grids of one branch.

    Parameters
    ----------
    grids
        The grids; only the index is read.
    officers
        `available_h` a year, and `on_leave`.
    workload
        Hours a year by grid.
    travel_min
        Minutes a year on the way to a grid: grids in rows, officers in columns.
    rules
        What binds the choice.
    locked
        Owner by grid that must stay.
    previous
        Owner by grid so far.

    Returns
    -------
    staff
        Index of `grids`: `owner`, `backup` (empty where nobody can) and `why` the owner was chosen.
    """
    people = officers.assign(on_leave=officers.get("on_leave", False))
    found = assign_branch(workload.loc[grids.index], people, travel_min / 60, rules, locked=locked, previous=previous)
    by_role = {role: rows.set_index("grid_id") for role, rows in found.assignments.groupby("role")}
    owner, backup = (
        by_role.get(str(role), pd.DataFrame(columns=["officer_id", "why"])) for role in (Role.PRIMARY, Role.BACKUP)
    )
    columns = {"owner": owner["officer_id"], "backup": backup["officer_id"], "why": owner["why"]}
    return pd.DataFrame({name: column.reindex(grids.index).fillna("") for name, column in columns.items()})


def indicators(plan: Plan, by: str = "grid") -> pd.DataFrame:
    """
    Take the indicators of one level.

    Parameters
    ----------
    plan
        A plan.
    by
        `county`, `town`, `branch`, `grid` or `unit`.

    Returns
    -------
    table
        Columns `id`, `indicator`, `value`, `numerator`, `denominator`, `base`.

    Raises
    ------
    SettingsError
        If the level is unknown.
    """
    levels = sorted(plan.indicators["level"].unique())
    if by not in levels:
        raise SettingsError(f"no level {by!r}; choose from {', '.join(levels)}")
    return plan.indicators[plan.indicators["level"] == by].drop(columns="level").reset_index(drop=True)


def _kept(name: str, table: pd.DataFrame | None, crs: CRS) -> pd.DataFrame:
    if table is not None:
        return keep_contract(table, CONTRACTS[name])
    return empty_table(name, crs)
