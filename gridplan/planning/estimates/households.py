"""Households estimated from buildings or from a population grid."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.tables import HOUSEHOLDS, keep_contract
from gridplan.model.words import CreditList, Residence, Segment


def from_buildings(buildings: gpd.GeoDataFrame, *, m2_per_household: float = 120.0) -> gpd.GeoDataFrame:
    """
    Take every residential building for as many households as its floor area holds, at least one.

    Parameters
    ----------
    buildings
        Points with `floor_area_m2` and `residential` (bool).
    m2_per_household
        Gross floor area of one household in square metres. China's 2020 census counts 41.8 m2 a person
        and 2.62 persons a household, hence about 110 m2 net; walls and stairs add a tenth.

    Returns
    -------
    households
        One row a residential building, `households_n` households each; contract `HOUSEHOLDS`.
    """
    homes = buildings[buildings["residential"]]
    number = np.maximum(1.0, (homes["floor_area_m2"].to_numpy() / m2_per_household).round())
    return _households(homes.geometry.reset_index(drop=True), number)


def from_population(
    cells: gpd.GeoDataFrame, households_n: float, *, rng: np.random.Generator, points: int = 20_000
) -> gpd.GeoDataFrame:
    """
    Spread a known number of households over population cells.

    Parameters
    ----------
    cells
        Polygons with `weight` (>= 0), in a metric CRS.
    households_n
        Households of the whole place, such as the census row states them.
    rng
        Random generator.
    points
        How many points stand for all of them.

    Returns
    -------
    households
        Points that each stand for the same number of households and sum to `households_n`.
    """
    xy = sample_cells(cells, points, rng)
    where = gpd.GeoSeries(gpd.points_from_xy(*xy.T), crs=cells.crs)
    return _households(where, np.full(points, households_n / points))


def sample_cells(cells: gpd.GeoDataFrame, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """
    Draw points from cells by weight, evenly within a cell.

    Parameters
    ----------
    cells
        Polygons with `weight`; a cell is taken for its bounding box.
    n
        Number of points.
    rng
        Random generator.

    Returns
    -------
    xy
        Coordinates, shape (n, 2).
    """
    bounds = cells.bounds.to_numpy()
    weight = cells["weight"].to_numpy(dtype=float)
    order = np.lexsort(bounds.T[::-1])
    chosen = bounds[order][rng.choice(len(cells), n, p=weight[order] / weight.sum())]
    return np.asarray(chosen[:, :2] + rng.random((n, 2)) * (chosen[:, 2:] - chosen[:, :2]))


def _households(where: gpd.GeoSeries, number: NDArray[np.float64]) -> gpd.GeoDataFrame:
    ids = pd.Index([f"E{n:06d}" for n in range(1, len(where) + 1)], name="household_id")
    table = gpd.GeoDataFrame(
        {
            "unit_id": "",
            "residence": str(Residence.AT_HOME),
            "segment": str(Segment.UNKNOWN),
            "list": str(CreditList.UNKNOWN),
            "households_n": number,
            "estimated": True,
        },
        geometry=where.to_numpy(),
        index=ids,
        crs=where.crs,
    )
    return gpd.GeoDataFrame(keep_contract(table, HOUSEHOLDS))
