"""Special grids: street shops, markets and institutions that lie over the base grids."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.words import GridKind
from gridplan.planning.zoning.order import from_north_west

#: A base grid is a parent if at least this share of the special grid lies in it.
PARENT_SHARE = 0.01


def special_grids(
    areas: gpd.GeoDataFrame, base_units: gpd.GeoDataFrame, merchants: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """
    Lay special grids over the base grids.

    Parameters
    ----------
    areas
        Polygons with `name` and `type` (`GridType`), in a metric CRS.
    base_units
        Units with `grid_id` and `branch_id`; same CRS.
    merchants
        Merchant points; same CRS.

    Returns
    -------
    grids
        One row for each area that meets a unit: `name`, `kind` (special), `type`, `branch_id` (of the units beneath
        by largest share), `parents` (base grids beneath by share, with commas between) and `merchants_n`. The ids,
        such as `B01-S01`, count from north-west to south-east in each branch.
    """
    beneath = _beneath(areas, base_units)
    met = np.unique(beneath["area"]).astype(np.int64)
    met = met[from_north_west(areas.geometry.iloc[met].centroid.get_coordinates().to_numpy())]
    shapes = areas.geometry.to_numpy()[met]
    table = {
        "name": areas["name"].astype(str).to_numpy()[met],
        "kind": str(GridKind.SPECIAL),
        "type": areas["type"].astype(str).to_numpy()[met],
        "branch_id": _by_share(beneath, "branch_id").str.split(",").str[0].reindex(met).to_numpy(),
        "parents": _by_share(beneath, "grid_id").reindex(met).to_numpy(),
        "merchants_n": _count(shapes, merchants),
    }
    grids = gpd.GeoDataFrame(table, geometry=shapes, crs=areas.crs)
    number = (grids.groupby("branch_id").cumcount() + 1).astype(str).str.zfill(2)
    ids = grids["branch_id"].astype(str) + "-S" + number
    return grids.set_index(pd.Index(ids, dtype=str, name="grid_id"))


def over_base(special: gpd.GeoDataFrame, base_units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Find the parents of special grids anew, after base grids have changed.

    Parameters
    ----------
    special
        Special grids.
    base_units
        Units with `grid_id` and `branch_id`; same CRS.

    Returns
    -------
    grids
        The same with their `parents` of today.
    """
    if special.empty:
        return special
    parents = _by_share(_beneath(special, base_units), "grid_id").reindex(range(len(special)))
    return special.assign(parents=parents.fillna("").to_numpy())


def _beneath(areas: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> pd.DataFrame:
    """Measure which share of each area lies on each unit."""
    shapes, ground = areas.geometry.to_numpy(), units.geometry.to_numpy()
    area, unit = shapely.STRtree(ground).query(shapes, "intersects")
    shared = shapely.area(shapely.intersection(shapes[area], ground[unit]))
    share = shared / np.maximum(shapely.area(shapes[area]), np.finfo(float).tiny)
    table = units[["branch_id", "grid_id"]].iloc[unit].reset_index(drop=True).assign(area=area, share=share)
    return pd.DataFrame(table[share > 0])


def _by_share(beneath: pd.DataFrame, column: str) -> pd.Series:
    """List for each area what lies beneath it, the largest share first."""
    shares = beneath.groupby(["area", column])["share"].sum().reset_index()
    largest = shares.groupby("area")["share"].transform("max")
    shares = shares[(shares["share"] >= PARENT_SHARE) | (shares["share"] == largest)]
    shares = shares.sort_values(["area", "share", column], ascending=[True, False, True])
    return shares.groupby("area")[column].agg(lambda ids: ",".join(map(str, ids)))


def _count(shapes: NDArray[np.object_], merchants: gpd.GeoDataFrame) -> NDArray[np.int64]:
    if merchants.empty or not len(shapes):
        return np.zeros(len(shapes), dtype=np.int64)
    shape, _ = shapely.STRtree(merchants.geometry.to_numpy()).query(shapes, "intersects")
    return np.bincount(shape, minlength=len(shapes))
