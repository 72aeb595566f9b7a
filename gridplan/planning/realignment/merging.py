"""A unit is merged into its neighbour: the merged one goes to the grid that moves the fewest households."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.model.plan import Plan
from gridplan.model.registers import Registers
from gridplan.model.words import Role
from gridplan.planning.realignment.aftermath import UNITS_MOVED, Aftermath
from gridplan.planning.realignment.events import Merge
from gridplan.planning.realignment.framing import holders, locked_grids
from gridplan.planning.zoning.contiguity import contiguous_parts

#: Columns of units that add up.
_SUMS = ("registered_hh", "resident_hh", "population", "merchants_n", "households", "visits", "workload_h", "area_m2",
         "area_radius_m2", "area_road_m2", "area_overlap_m2")  # fmt: skip


class _Way(NamedTuple):
    """One of the two grids that may take the merged unit, with what it costs: the least comes first."""

    parts: int
    over_h: float
    moved: float
    second: bool
    grid: str


def merge(plan: Plan, event: Merge, *, overload_share: float, day: str) -> Aftermath:
    """
    Merge a unit into its neighbour.

    Of the grids of both, the one takes the merged unit that leaves fewer grids in pieces, then fewer hours beyond the
    limit, then moves fewer households; no locked grid loses a unit.

    Parameters
    ----------
    plan
        The plan.
    event
        Which unit ends in which.
    overload_share
        How far above the hours an officer may be loaded.
    day
        The day of the repair, ISO.

    Returns
    -------
    aftermath
        The plan with the merged unit under the id of the one that goes on.

    Raises
    ------
    InfeasibleError
        If a unit is unknown, the two are no neighbours, or both grids are locked.
    """
    one, into = event.unit_id, event.into
    _refuse(plan, one, into)
    grids = [str(plan.units.at[unit, "grid_id"]) for unit in (into, one)]
    locked = locked_grids(plan, day)
    # the unit that changes its grid leaves a grid that may not be locked
    ways = [grid for grid, other in (grids, grids[::-1]) if grid == other or other not in locked]
    if not ways:
        raise InfeasibleError(f"grids {' and '.join(sorted(set(grids)))} are both locked; lift one lock first")
    best = min(_way(plan, one, into, grid, second=grid != grids[0], share=overload_share) for grid in ways)
    units = merged_units(plan.units, one, into, best.grid)
    moved = _moved(plan, one, into, best.grid)
    followed = replace(
        plan,
        units=units,
        households=plan.households.assign(unit_id=plan.households["unit_id"].replace({one: into})),
        adjacency=_adjacency(plan.adjacency, one, into),
        assignments=plan.assignments[plan.assignments["grid_id"].isin(units["grid_id"])].reset_index(drop=True),
        registers=_registers(plan.registers, one, into),
    )
    return Aftermath(followed, plan.assignments, merged_branches(plan, event), units_moved=moved, surveyed=False)


def merged_branches(plan: Plan, event: Merge) -> tuple[str, ...]:
    """
    Name the branches of both units.

    Parameters
    ----------
    plan
        The plan.
    event
        Which unit ends in which.

    Returns
    -------
    branches
        One or two.

    Raises
    ------
    InfeasibleError
        If a unit is unknown, or the two are no neighbours.
    """
    _refuse(plan, event.unit_id, event.into)
    return tuple(sorted({str(plan.units.at[unit, "branch_id"]) for unit in (event.unit_id, event.into)}))


def merged_units(units: gpd.GeoDataFrame, one: str, into: str, grid: str) -> gpd.GeoDataFrame:
    """
    Make one unit of two.

    Parameters
    ----------
    units
        Units with `grid_id` and `branch_id`.
    one, into
        The unit that ends, and the one that goes on.
    grid
        The grid that has the merged unit.

    Returns
    -------
    units
        One row fewer; shapes are joined, counts added.
    """
    rest = units.drop(index=one)
    pair = units.loc[[one, into]]
    for column in _SUMS:
        if column in rest:
            rest.loc[into, column] = pair[column].sum()
    rest.loc[[into], "geometry"] = gpd.GeoSeries([pair.union_all()], index=[into], crs=units.crs)
    branch = units.loc[units["grid_id"] == grid, "branch_id"].iloc[0]
    rest.loc[into, ["grid_id", "branch_id"]] = [grid, branch]
    return rest


def _refuse(plan: Plan, one: str, into: str) -> None:
    for unit in (one, into):
        if unit not in plan.units.index:
            raise InfeasibleError(f"there is no unit {unit} in this plan")
    pairs = plan.adjacency[["unit_a", "unit_b"]].to_numpy().tolist()
    if [one, into] not in pairs and [into, one] not in pairs:
        raise InfeasibleError(f"units {one} and {into} are no neighbours")


def _way(plan: Plan, one: str, into: str, grid: str, *, second: bool, share: float) -> _Way:
    units = merged_units(plan.units, one, into, grid)
    parts = contiguous_parts(units, _adjacency(plan.adjacency, one, into))
    load = units["workload_h"].groupby(units["grid_id"]).sum()
    owners = holders(plan.assignments, Role.PRIMARY, load.index)
    limit = plan.officers["available_h"] * (1 + share)
    over = (load.groupby(owners).sum() - limit).clip(lower=0.0).sum()
    moved = _moved(plan, one, into, grid)
    return _Way(int((parts - 1).sum()), float(over), float(moved["households"].sum()), second, grid)


def _moved(plan: Plan, one: str, into: str, grid: str) -> pd.DataFrame:
    """List the unit of the two that comes to another grid."""
    rows = [
        (unit, into, plan.units.at[unit, "grid_id"], grid, float(plan.units.at[unit, "households"]), "merged")
        for unit in (one, into)
        if plan.units.at[unit, "grid_id"] != grid
    ]
    return pd.DataFrame(rows, columns=UNITS_MOVED)


def _adjacency(pairs: pd.DataFrame, one: str, into: str) -> pd.DataFrame:
    """Give the borders of one unit to the other; a border that is open somewhere is open."""
    named = pairs.assign(**{side: pairs[side].replace({one: into}) for side in ("unit_a", "unit_b")})
    ordered = named[["unit_a", "unit_b"]].to_numpy(dtype=str)
    ordered.sort(axis=1)
    named = named.assign(unit_a=ordered[:, 0], unit_b=ordered[:, 1])
    named = named[named["unit_a"] != named["unit_b"]].sort_values("cut", kind="stable")
    border = named.groupby(["unit_a", "unit_b"])["border_m"].transform("sum")
    return named.assign(border_m=border).drop_duplicates(["unit_a", "unit_b"]).sort_index().reset_index(drop=True)


def _registers(registers: Registers, one: str, into: str) -> Registers:
    tables = registers.tables()
    changed = {}
    for each in fields(registers):
        table = tables[each.name]
        for column in ("unit_id", "object_id"):
            if column in table and len(table):
                table = table.assign(**{column: table[column].replace({one: into})})
        changed[each.name] = table.drop_duplicates().reset_index(drop=True) if len(table) else table
    return Registers(**changed)
