"""The outlines of grids, and their ids."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gridplan.planning.zoning.order import from_north, from_north_west


def grid_shapes(units: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """
    Join the units of each grid into one shape.

    Parameters
    ----------
    units
        Polygons with `grid_id`.

    Returns
    -------
    shapes
        One polygon or multipolygon a grid, indexed by `grid_id` in sorted order; same CRS.
    """
    order = from_north(units.geometry.to_numpy())
    ids = units["grid_id"].to_numpy()[order]
    shapes = {str(grid): shape for grid, shape in joined_by(units.geometry.to_numpy()[order], ids)}
    index = pd.Index(shapes, dtype=str, name="grid_id")
    return gpd.GeoSeries(list(shapes.values()), index=index, crs=units.crs)


def name_grids(labels: pd.Series, units: gpd.GeoDataFrame, branch_id: str) -> pd.Series:
    """
    Give the grids of a branch ids that count from north-west to south-east.

    Parameters
    ----------
    labels
        Any label of a grid by unit.
    units
        Polygons in a metric CRS, indexed by unit; those of the branch at least.
    branch_id
        Id of the branch.

    Returns
    -------
    grid_id
        Ids such as `B01-G01` by unit, index of `labels`; the middle of a grid decides, not its label or its row.
    """
    centres = units.geometry.loc[labels.index].centroid
    area = units.geometry.loc[labels.index].area
    middle = pd.DataFrame({"x": centres.x * area, "y": centres.y * area, "area": area})
    middle = middle.groupby(labels.to_numpy()).sum()
    order = from_north_west((middle[["x", "y"]].div(middle["area"], axis=0)).to_numpy())
    ids = {label: f"{branch_id}-G{n:02d}" for n, label in enumerate(middle.index[order], start=1)}
    return labels.map(ids).astype(str).rename("grid_id")


def joined_by(shapes: NDArray[np.object_], ids: NDArray[np.object_]) -> Iterator[tuple[object, BaseGeometry]]:
    """
    Join shapes group by group.

    Parameters
    ----------
    shapes
        Polygons, shape (n,).
    ids
        Group of each, shape (n,); shapes without one are left out.

    Yields
    ------
    id, shape
        Each group in sorted order, and one polygon or multipolygon.
    """
    number, groups = pd.factorize(ids, sort=True)
    for n, group in enumerate(groups):
        yield group, joined(shapes[number == n])


def joined(shapes: NDArray[np.object_]) -> BaseGeometry:
    """
    Join shapes; those that fit edge to edge join fast and exactly, others are united.

    Parameters
    ----------
    shapes
        Polygons, shape (n,).

    Returns
    -------
    shape
        One polygon or multipolygon.
    """
    fits = bool(shapely.coverage_is_valid(shapes))
    return shapely.coverage_union_all(shapes) if fits else shapely.union_all(shapes)
