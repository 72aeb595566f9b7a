"""What a unit builder may build on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gridplan.errors import GeometryError


@dataclass(frozen=True)
class Ground:
    """
    An area and what lies in it, all in one metric CRS.

    Attributes
    ----------
    area
        Polygon or multipolygon to be covered.
    crs
        The CRS.
    points
        Village points, with `town` where it is known.
    polygons
        Given polygons.
    towns
        Polygons indexed by town name.
    roads, barriers
        Lines.
    size_m
        Width of a cell, in metres.
    """

    area: BaseGeometry
    crs: object
    points: gpd.GeoDataFrame | None = None
    polygons: gpd.GeoDataFrame | None = None
    towns: gpd.GeoDataFrame | None = None
    roads: gpd.GeoDataFrame | None = None
    barriers: gpd.GeoDataFrame | None = None
    size_m: float = 1_000.0

    def needed(self, name: str) -> gpd.GeoDataFrame:
        """
        Take a table without which a builder can't work.

        Parameters
        ----------
        name
            Name of the field.

        Returns
        -------
        table
            With at least one row.

        Raises
        ------
        GeometryError
            If it is missing or empty.
        """
        table = getattr(self, name)
        if table is None or table.empty:
            raise GeometryError(f"these units are built from {name}, and there are none")
        return gpd.GeoDataFrame(table)

    def town_at(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """
        Name the town that lies nearest to each shape; as a rule it lies inside.

        Parameters
        ----------
        shapes
            Points or polygons; of polygons a point inside decides.

        Returns
        -------
        town
            Names, empty where no towns are known.
        """
        if self.towns is None or self.towns.empty:
            return np.full(len(shapes), "", dtype=object)
        towns = self.towns.sort_index()
        inside = shapely.point_on_surface(shapes)
        point, town = shapely.STRtree(towns.geometry.to_numpy()).query_nearest(inside)
        first = pd.Series(town).groupby(point).min().to_numpy(dtype=np.int64)
        return np.asarray(towns.index.to_numpy(dtype=object)[first])


UnitBuilder = Callable[[Ground], gpd.GeoDataFrame]
