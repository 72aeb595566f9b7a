"""Requests for a county that no plan can meet: refused, or told by the units to blame."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.model.obstacles import ObstructedError
from gridplan.planning.zoning.adjacency import adjacency as neighbours_of
from gridplan.planning.zoning.cutting import County
from gridplan.planning.zoning.feasibility import Request, refuse_hopeless
from gridplan.planning.zoning.graph import uncut_pairs


def refuse_county(county: County, ids: pd.Index, n_grids: int) -> None:
    """
    Refuse more parts than grids, and locked units that can't be joined; balance is a wish and refuses nothing.

    Parameters
    ----------
    county
        The units.
    ids
        Their ids.
    n_grids
        Grids in all.

    Raises
    ------
    ObstructedError
        With the ids to blame and the least that mends it.
    """
    weights = county.load.shape[1]
    limits = np.array([np.zeros(weights), np.full(weights, np.inf)])
    _refuse(Request(county.xy, county.pairs, county.load, limits, n_grids, county.wishes.locked), ids)


def obstruction(
    units: gpd.GeoDataFrame,
    n_grids: int,
    *,
    weights: pd.Series | pd.DataFrame,
    adjacency: pd.DataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    locked: pd.Series | None = None,
    tolerance: float = 0.2,
) -> ObstructedError | None:
    """
    Say why no cut of the units can be within tolerance, which units are to blame, and what would mend it.

    Parameters
    ----------
    units
        Polygons or points in a metric CRS; the index holds the ids.
    n_grids
        Number of grids.
    weights
        What must be balanced, by unit; of a table every column.
    adjacency
        Neighbours as `adjacency` lists them; by default found from the polygons and the barriers.
    barriers
        Lines with `kind` and `name` that cut; read only where `adjacency` is not given.
    locked
        Grid that a unit must stay in, by unit.
    tolerance
        Share by which the weight of a grid may leave the mean.

    Returns
    -------
    obstruction
        With `obstacles` and `mends`, or None where nothing was found, which does not say that a plan exists.
    """
    pairs = uncut_pairs(neighbours_of(units, barriers) if adjacency is None else adjacency, units.index)
    table = pd.DataFrame(weights).reindex(units.index).to_numpy(dtype=np.float64)
    mean = table.sum(axis=0) / n_grids
    fixed = np.full(len(units), -1) if locked is None else pd.factorize(locked.reindex(units.index))[0]
    xy = shapely.get_coordinates(shapely.centroid(units.geometry.to_numpy()))
    limits = np.array([mean * (1 - tolerance), mean * (1 + tolerance)])
    try:
        _refuse(Request(xy, pairs, table, limits, n_grids, fixed.astype(np.int64)), units.index)
    except ObstructedError as found:
        return found
    return None


def _refuse(request: Request, ids: pd.Index) -> None:
    try:
        refuse_hopeless(request)
    except ObstructedError as found:
        raise found.named(lambda unit: ids[unit]) from None
