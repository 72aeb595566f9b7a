"""Cut units into grids: contiguous, balanced, compact."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.adjacency import adjacency as neighbours_of
from gridplan.planning.zoning.bonds import as_pairs, border_lengths, read_bonds, town_borders
from gridplan.planning.zoning.cutting import ROUNDING, County, Search, cut, shares_of_parts
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.engine.problem import DIAMETER, MOMENT, PMEDIAN, Floats, Ints
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs
from gridplan.planning.zoning.minutes import read_minutes
from gridplan.planning.zoning.order import from_north, from_north_west
from gridplan.planning.zoning.pledges import refuse_broken, refuse_impossible
from gridplan.planning.zoning.refusing import refuse_county
from gridplan.planning.zoning.sizes import read_sizes, with_sizes
from gridplan.planning.zoning.wishes import read_wishes
from gridplan.planning.zoning.worth.finding import find

OBJECTIVES = {"moment": MOMENT, "pmedian": PMEDIAN, "diameter": DIAMETER}


def partition(
    units: gpd.GeoDataFrame,
    n_grids: int | None = None,
    *,
    weights: pd.Series | pd.DataFrame,
    adjacency: pd.DataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
    locked: pd.Series | None = None,
    previous: pd.Series | None = None,
    together: pd.Series | pd.DataFrame | None = None,
    apart: pd.Series | pd.DataFrame | None = None,
    towns: pd.Series | None = None,
    town_border: str | float = "free",
    border_price: float = 0.0,
    enclaves: pd.DataFrame | None = None,
    sizes: pd.Series | Sequence[float] | None = None,
    moved_at_most: float | None = None,
    capacity: float | None = None,
    tolerance: float = 0.2,
    objective: str = "moment",
    minutes: pd.DataFrame | None = None,
    seed: int = 0,
    effort: float = 2.0,
    search: Search = find,
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
        Number of grids; by default as many as there are `sizes`, or as `capacity` asks for.
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
    together, apart
        Label by unit: units of one label must share a grid, or must all be in different ones. Or pairs, as a table
        with `unit_a` and `unit_b`.
    towns
        Town by unit.
    town_border
        `free`, `hard` (no grid lies in two neighbouring towns), or what it costs when two neighbours of different
        towns share a grid, in what a mean unit costs.
    border_price
        What a border of mean length costs when a grid ends there, in what a mean unit costs; a small one, such as
        0.01, breaks ties in favour of short borders.
    enclaves
        Pairs of units, `unit_a` and `unit_b`, that count as neighbours though they are none.
    sizes
        Size of each grid by its label, in anything; without labels grids are called from 1. By default all are alike.
    moved_at_most
        Share of the first weight, 0 to 1, that may lie in another grid than in `previous`.
    capacity
        Most of the first weight that a grid may hold, the tolerance included; read where `n_grids` is not given.
    tolerance
        Share by which the weight of a grid may leave the mean.
    objective
        What to make small: `moment` (weight x squared distance to the centre of weight), `pmedian` (distances to the
        central unit) or `diameter` (the longest distance within a grid).
    minutes
        Road minutes from each unit (row) to each other (column), by id; then they count and not straight lines.
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
        blame and what would mend it. If no plan was found that keeps what was asked of pairs and of movers.
    SettingsError
        If the objective is unknown, or a wish is no sound one.
    """
    if objective not in OBJECTIVES:
        raise SettingsError(f"objective {objective!r} must be one of {', '.join(OBJECTIVES)}")
    if moved_at_most is not None and not 0 <= moved_at_most <= 1:
        raise SettingsError(f"moved_at_most must be a share from 0 to 1, not {moved_at_most!r}")
    if n_grids is None:
        n_grids = _grids_asked(pd.DataFrame(weights).reindex(units.index).iloc[:, 0].sum(), sizes, capacity, tolerance)
    if not 1 <= n_grids <= len(units):
        raise InfeasibleError("{units} units can't be cut into {grids} grids", units=len(units), grids=n_grids)
    ordered = units.iloc[from_north(units.geometry.to_numpy())]
    near = neighbours_of(units, barriers) if adjacency is None else adjacency
    pairs = uncut_pairs(near, ordered.index)
    if enclaves is not None:
        pairs = np.unique(np.vstack([pairs, as_pairs(ordered.index, enclaves, "enclaves")]), axis=0)
    pairs, dear = town_borders(ordered.index, pairs, towns, town_border)
    bonds = read_bonds(ordered.index, together, apart, dear, border_lengths(ordered.index, near, border_price))
    xy = shapely.get_coordinates(shapely.centroid(ordered.geometry.to_numpy()))
    load, part = _loads(weights, ordered.index, n_grids), connected_parts(len(ordered), pairs)
    wishes = read_wishes(ordered.index, part, load[:, 0], locked, previous)
    size = None
    if sizes is not None:
        wishes, size = with_sizes(wishes, read_sizes(sizes, n_grids), part, load[:, 0])
    county = County(xy, pairs, load, part, wishes, tolerance, OBJECTIVES[objective], bonds, size, moved_at_most)
    county = replace(county, minutes=read_minutes(ordered.index, minutes, objective))
    refuse_impossible(county, ordered.index)
    refuse_county(county, ordered.index, n_grids)
    shares, rng = shares_of_parts(county, ordered.index, n_grids), np.random.default_rng(seed)
    number = cut(county, shares, effort, rng, search, watch)
    refuse_broken(county, ordered.index, number)
    return pd.Series(_names(number, county), index=ordered.index, name="grid").reindex(units.index)


def _grids_asked(
    total: float, sizes: pd.Series | Sequence[float] | None, capacity: float | None, tolerance: float
) -> int:
    """Count the sizes; or take so many grids that no balanced one is beyond the capacity."""
    if sizes is not None:
        return len(sizes)
    if capacity is None or not capacity > 0:
        raise SettingsError("n_grids, sizes or a capacity above 0 must be given")
    return max(math.ceil(total * (1 + tolerance) / capacity - ROUNDING), 1)


def _loads(weights: pd.Series | pd.DataFrame, ids: pd.Index, n_grids: int) -> Floats:
    """Count every weight in mean grids; where all weights are nought, units count alike."""
    table = pd.DataFrame(weights).reindex(ids).to_numpy(dtype=np.float64)
    if not (np.isfinite(table).all() and (table >= 0).all()):
        wrong = ids[~(np.isfinite(table) & (table >= 0)).all(axis=1)]
        units = ", ".join(map(str, wrong[:10]))
        raise InfeasibleError("weights must be known and not negative: {units}", units=units)
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
