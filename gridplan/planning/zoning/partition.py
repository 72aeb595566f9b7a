"""Cut units into grids: contiguous, balanced, compact."""

from __future__ import annotations

import itertools
from collections.abc import Hashable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.adjacency import adjacency as neighbours_of
from gridplan.planning.zoning.cutting import County, Search, cut, shares_of_parts
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN, Floats, Ints
from gridplan.planning.zoning.engine.search import solve
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs
from gridplan.planning.zoning.order import from_north, from_north_west
from gridplan.planning.zoning.refusing import refuse_county
from gridplan.planning.zoning.wishes import read_wishes

OBJECTIVES = {"moment": MOMENT, "pmedian": PMEDIAN, "diameter": DIAMETER}


def partition(
    units: gpd.GeoDataFrame,
    n_grids: int,
    *,
    weights: pd.Series | pd.DataFrame,
    adjacency: pd.DataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    locked: pd.Series | None = None,
    previous: pd.Series | None = None,
    tolerance: float = 0.2,
    objective: str = "moment",
    seed: int = 0,
    effort: float = 2.0,
    search: Search = solve,
    watch: Watch = ALONE,
) -> pd.Series:
    """
    Cut units into grids that are contiguous, balanced and compact, in this order.

    Contiguity over uncut borders is always kept. Parts of the county that nothing joins are cut each by itself and
    get grids by their load, at least one. Within a part recursive halving gives a first plan, and moves of single
    units, taken by chance and cooled down, improve it; the best of several starts is kept.

    Parameters
    ----------
    units
        Polygons or points in a metric CRS; the index holds the ids.
    n_grids
        Number of grids.
    weights
        What must be balanced, by unit, not negative; of a table every column, and the first says how much the place
        of a unit counts.
    adjacency
        Neighbours as `adjacency` lists them; by default found from the polygons and the barriers.
    barriers
        Lines with `kind` and `name` that cut; read only where `adjacency` is not given.
    locked
        Grid that a unit must stay in, by unit; units that are left out or missing are free.
    previous
        Grid that a unit was in, by unit; leaving it costs.
    tolerance
        Share by which the weight of a grid may leave the mean.
    objective
        What to make small: `moment` (weight x squared distance to the centre of weight), `pmedian` (distances to the
        central unit) or `diameter` (the longest distance within a grid).
    seed
        Seed of the random generator.
    effort
        CPU seconds as a guide; moves are counted, not time, so that the same effort and seed give the same plan.
    search
        What cuts each part that hangs together.
    watch
        Who may stop the search, and hears how far it is; stopped, the best plan so far is the answer.

    Returns
    -------
    grid
        Label by unit, index of `units`: those of `locked` and `previous` where given; else numbers from 1, from
        north-west to south-east.

    Raises
    ------
    InfeasibleError
        If the number of grids does not fit the units; of parts and locked units an `ObstructedError` names those to
        blame and what would mend it.
    SettingsError
        If the objective is unknown.
    """
    if objective not in OBJECTIVES:
        raise SettingsError(f"objective {objective!r} must be one of {', '.join(OBJECTIVES)}")
    if not 1 <= n_grids <= len(units):
        raise InfeasibleError(f"{len(units)} units can't be cut into {n_grids} grids")
    ordered = units.iloc[from_north(units.geometry.to_numpy())]
    pairs = uncut_pairs(neighbours_of(units, barriers) if adjacency is None else adjacency, ordered.index)
    xy = shapely.get_coordinates(shapely.centroid(ordered.geometry.to_numpy()))
    load, part = _loads(weights, ordered.index, n_grids), connected_parts(len(ordered), pairs)
    wishes = read_wishes(ordered.index, part, load[:, 0], locked, previous)
    county = County(xy, pairs, load, part, wishes, tolerance, OBJECTIVES[objective])
    refuse_county(county, ordered.index, n_grids)
    shares, rng = shares_of_parts(county, ordered.index, n_grids), np.random.default_rng(seed)
    number = cut(county, shares, effort, rng, search, watch)
    return pd.Series(_names(number, county), index=ordered.index, name="grid").reindex(units.index)


def _loads(weights: pd.Series | pd.DataFrame, ids: pd.Index, n_grids: int) -> Floats:
    """Count every weight in mean grids; where all weights are nought, units count alike."""
    table = pd.DataFrame(weights).reindex(ids).to_numpy(dtype=np.float64)
    if not (np.isfinite(table).all() and (table >= 0).all()):
        wrong = ids[~(np.isfinite(table) & (table >= 0)).all(axis=1)]
        raise InfeasibleError(f"weights must be known and not negative: {', '.join(map(str, wrong[:10]))}")
    table = np.where(table.sum(axis=0) > 0, table, 1.0)
    return np.asarray(table / table.sum(axis=0) * n_grids)


def _names(number: Ints, county: County) -> list[Hashable]:
    """Call known grids by their labels and new ones by numbers from north-west to south-east."""
    known = county.wishes.labels
    new = np.unique(number[number >= len(known)])
    middles = np.array([county.xy[number == grid].mean(axis=0) for grid in new]).reshape(-1, 2)
    names = dict(enumerate(known))
    taken = {str(label) for label in known}
    free = (n for n in itertools.count(1) if str(n) not in taken)
    names |= {grid: next(free) for grid in new[from_north_west(middles)].tolist()}
    return [names[grid] for grid in number.tolist()]
