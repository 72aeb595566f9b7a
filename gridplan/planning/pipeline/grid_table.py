"""The table of grids: their units added up, their names, types and shapes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.geo.shapes import polsby_popper
from gridplan.model.blocks import BASE
from gridplan.model.plan import Plan
from gridplan.model.words import GridKind, GridType, UnitType
from gridplan.planning.zoning.blocks import block_of
from gridplan.planning.zoning.contiguity import contiguous_parts
from gridplan.planning.zoning.outline import grid_shapes

#: A grid bears the type of its units when they hold this share of its households.
MAINLY = 0.8
TYPES = {
    UnitType.VILLAGE: GridType.VILLAGE,
    UnitType.NATURAL_VILLAGE: GridType.VILLAGE,
    UnitType.COMMUNITY: GridType.COMMUNITY,
    UnitType.STREET_SEGMENT: GridType.COMMUNITY,
    UnitType.MARKET: GridType.MARKET,
    UnitType.PARK: GridType.PARK,
    UnitType.INSTITUTION: GridType.INSTITUTION,
}
#: Columns of units that add up to those of a grid.
SUMS = ["households", "resident_hh", "merchants_n", "visits", "workload_h", "area_m2"]


def base_grid_table(units: gpd.GeoDataFrame, adjacency: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Add the units of every base grid up.

    Parameters
    ----------
    units
        Units with `grid_id`, `branch_id`, households, workload and reach.
    adjacency
        Neighbours.

    Returns
    -------
    grids
        Indexed by `grid_id`: `name` (its largest unit), `kind`, `type`, `branch_id`, `level`, `block_id`, `units_n`,
        `SUMS`, `road_min` and `straight_m` from its branch (means over households), `deviation` from the mean
        workload of its branch, `parts`, `polsby_popper`, `parents` (none) and the shape.
    """
    shapes = grid_shapes(units)
    of = units.groupby("grid_id")
    table = of[SUMS].sum().join(of.size().rename("units_n")).join(of["branch_id"].first())
    mean = table.groupby("branch_id")["workload_h"].transform("mean")
    table = table.assign(
        name=own_names(units),
        kind=str(GridKind.BASE),
        type=_types(units).reindex(table.index),
        level=BASE,
        block_id=block_of(units),
        road_min=_mean(units, "own_road_min"),
        straight_m=_mean(units, "own_straight_m"),
        deviation=(table["workload_h"] / mean - 1).where(mean > 0, 0.0),
        parts=contiguous_parts(units, adjacency),
        polsby_popper=pd.Series(polsby_popper(shapes.to_numpy()), index=shapes.index),
        parents="",
    )
    return gpd.GeoDataFrame(table, geometry=shapes.reindex(table.index), crs=units.crs)


def own_names(units: pd.DataFrame) -> pd.Series:
    """
    Name base grids after what lies in them.

    Parameters
    ----------
    units
        Units with `grid_id`, `name`, `households` and `area_m2`.

    Returns
    -------
    names
        Name of the largest unit by grid.
    """
    table = pd.DataFrame({name: units[name] for name in ("grid_id", "name", "households", "area_m2")})
    largest = table.sort_values(["households", "area_m2"], ascending=False).drop_duplicates("grid_id")
    names: pd.Series = largest.set_index("grid_id")["name"]
    return names


def keeping_names(base: gpd.GeoDataFrame, before: Plan | None) -> gpd.GeoDataFrame:
    """
    Let grids that go on keep the names that somebody gave them by hand.

    Parameters
    ----------
    base
        The base grids of now.
    before
        The plan from before; None for none.

    Returns
    -------
    base
        The same rows; a name that a grid had after its largest unit is not kept.
    """
    if before is None:
        return base
    had = before.grids["name"].reindex(base.index)
    by_hand = had.notna() & (had != own_names(before.units).reindex(base.index))
    return base.assign(name=base["name"].where(~by_hand, had))


def _types(units: gpd.GeoDataFrame) -> pd.Series:
    kind = units["type"].map({str(unit): str(grid) for unit, grid in TYPES.items()}).fillna(str(GridType.MIXED))
    weight = units["households"] + 1e-9
    by = weight.groupby([units["grid_id"], kind]).sum().unstack(fill_value=0.0)
    share = by.div(by.sum(axis=1), axis=0)
    types: pd.Series = share.idxmax(axis=1).where(share.max(axis=1) >= MAINLY, str(GridType.MIXED))
    return types


def _mean(units: gpd.GeoDataFrame, column: str) -> pd.Series:
    """Mean over households; infinite where a unit of the grid can't be reached."""
    weight = units["households"].to_numpy(dtype=float) + 1e-9
    figures = units[column].to_numpy(dtype=float)
    frame = pd.DataFrame({"sum": weight * figures, "weight": weight, "grid_id": units["grid_id"].to_numpy()})
    sums = frame.groupby("grid_id").sum()
    return sums["sum"] / sums["weight"]


def branch_totals(branches: gpd.GeoDataFrame, grids: pd.DataFrame, officers: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Add grids and officers up by branch.

    Parameters
    ----------
    branches
        Branches.
    grids
        Base grids.
    officers
        Officers with `available_h`, `visits_week`.

    Returns
    -------
    branches
        With `grids_n`, `units_n`, `households`, `visits`, `workload_h`, `officers_n`, `available_h`, `utilisation` and
        `pass_weeks`: weeks until every household has been called on once.
    """
    of_grids = grids.groupby("branch_id")
    of_people = officers.groupby("branch_id")
    columns = {
        "grids_n": of_grids.size(),
        **{name: of_grids[name].sum() for name in ("units_n", "households", "visits", "workload_h")},
        "officers_n": of_people.size(),
        "available_h": of_people["available_h"].sum(),
    }
    totals = pd.DataFrame(columns).reindex(branches.index).fillna(0.0)
    a_week = of_people["quota_week"].sum().reindex(branches.index)
    totals["utilisation"] = totals["workload_h"].div(totals["available_h"].replace(0.0, np.nan))
    totals["pass_weeks"] = totals["households"].div(a_week.replace(0.0, np.nan))
    return branches.drop(columns=[name for name in totals if name in branches]).join(totals)
