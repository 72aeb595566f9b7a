"""Wishes about pairs of units: who shares a grid, who must not, and what stands between towns."""

from __future__ import annotations

import itertools
from typing import NamedTuple

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.engine.problem import Floats, Ints
from gridplan.planning.zoning.graph import connected_parts

#: So many pairs are named in a message.
NAMED = 10


class Bonds(NamedTuple):
    """
    Pairs of units, and what they cost.

    Attributes
    ----------
    pairs
        Positions, shape (t, 2).
    hard
        1 for a pair that must share a grid, -1 for one that must not, else 0; shape (t,).
    soft
        Above 0 what it costs to lie in two grids, below what it costs to share one, in what a mean unit costs;
        shape (t,).
    """

    pairs: Ints
    hard: Floats
    soft: Floats

    def broken(self, grid: Ints) -> Ints:
        """
        List the pairs that a plan breaks.

        Parameters
        ----------
        grid
            Grid of each unit.

        Returns
        -------
        pairs
            Those with hard bonds, shape (k, 2).
        """
        shared = grid[self.pairs[:, 0]] == grid[self.pairs[:, 1]]
        return np.asarray(self.pairs[((self.hard > 0) & ~shared) | ((self.hard < 0) & shared)])


NO_BONDS = Bonds(np.empty((0, 2), dtype=np.int64), np.empty(0), np.empty(0))


def read_bonds(
    ids: pd.Index, together: pd.Series | pd.DataFrame | None, apart: pd.Series | pd.DataFrame | None, *dears: Bonds
) -> Bonds:
    """
    Gather what is asked of pairs.

    Parameters
    ----------
    ids
        Ids of the units, by position.
    together, apart
        Label by unit: units of the same label share a grid, or are all in different ones. Or a table of pairs with
        `unit_a` and `unit_b`.
    *dears
        Pairs whose sharing or parting has a price.

    Returns
    -------
    bonds
        All of them; of units that must share a grid every two.

    Raises
    ------
    InfeasibleError
        If units are unknown, or must share a grid and must not.
    """
    one, other = (_pairs(ids, wish, name) for wish, name in ((together, "together"), (apart, "apart")))
    group = connected_parts(len(ids), one)
    both = other[group[other[:, 0]] == group[other[:, 1]]]
    if len(both):
        raise InfeasibleError("units must be both together and apart: {units}", units=named(ids, both))
    one = _all_pairs(np.where(np.bincount(group)[group] > 1, group, -1))
    pairs = np.vstack([one, other, *(dear.pairs for dear in dears)])
    soft = np.concatenate([np.zeros(len(one) + len(other)), *(dear.soft for dear in dears)])
    hard = np.repeat([1.0, -1.0, 0.0], [len(one), len(other), len(pairs) - len(one) - len(other)])
    return Bonds(pairs, hard, soft)


def town_borders(ids: pd.Index, pairs: Ints, towns: pd.Series | None, border: str | float) -> tuple[Ints, Bonds]:
    """
    Take the borders between towns out of the ways, or price them.

    Parameters
    ----------
    ids
        Ids of the units, by position.
    pairs
        Neighbours, shape (e, 2).
    towns
        Town by unit.
    border
        `free`, `hard`, or what it costs when neighbours of two towns share a grid, in what a mean unit costs.

    Returns
    -------
    pairs, dear
        The neighbours that are left, and those whose sharing has a price.

    Raises
    ------
    SettingsError
        If the border is none of these, or units have no town.
    """
    price = 0.0 if isinstance(border, str) else float(border)
    if (isinstance(border, str) and border not in {"free", "hard"}) or not 0 <= price < np.inf:
        raise SettingsError(f"town_border must be 'free', 'hard' or a price of 0 or more, not {border!r}")
    if towns is None or border == "free" or (border != "hard" and price == 0):
        return pairs, NO_BONDS
    town = towns.reindex(ids)
    if town.isna().any():
        raise SettingsError(f"units without a town: {', '.join(map(str, ids[town.isna()][:NAMED]))}")
    code = pd.factorize(town)[0]
    crosses = code[pairs[:, 0]] != code[pairs[:, 1]]
    if border == "hard":
        return pairs[~crosses], NO_BONDS
    return pairs, Bonds(pairs[crosses], np.zeros(crosses.sum()), np.full(crosses.sum(), -price))


def border_lengths(ids: pd.Index, adjacency: pd.DataFrame, price: float) -> Bonds:
    """
    Price the length of the borders between grids.

    Parameters
    ----------
    ids
        Ids of the units, by position.
    adjacency
        Neighbours, with `border_m` where it is known.
    price
        What a border of mean length costs when a grid ends there, in what a mean unit costs; a small one, such as
        0.01, only decides between plans that are alike otherwise.

    Returns
    -------
    dear
        Neighbours whose parting has a price.

    Raises
    ------
    SettingsError
        If the price is below 0, or no border has a length.
    """
    if not 0 <= price < np.inf:
        raise SettingsError(f"border_price must be 0 or more, not {price!r}")
    if price == 0:
        return NO_BONDS
    if "border_m" not in adjacency or not adjacency["border_m"].sum() > 0:
        raise SettingsError("border_price needs neighbours with border_m above 0")
    open_ = adjacency[~adjacency["cut"].astype(bool)]
    pairs = np.column_stack([ids.get_indexer(pd.Index(open_[end])) for end in ("unit_a", "unit_b")]).astype(np.int64)
    length = open_["border_m"].to_numpy(dtype=np.float64)
    known = (pairs >= 0).all(axis=1) & (length > 0)
    soft = price * length[known] / length[known].mean()
    return Bonds(pairs[known], np.zeros(len(soft)), soft)


def named(ids: pd.Index, pairs: Ints) -> str:
    """
    Name pairs of units.

    Parameters
    ----------
    ids
        Ids of the units, by position.
    pairs
        Positions, shape (k, 2).

    Returns
    -------
    words
        The first ten.
    """
    return ", ".join(f"{ids[a]} and {ids[b]}" for a, b in pairs[:NAMED].tolist())


def as_pairs(ids: pd.Index, table: pd.DataFrame, name: str) -> Ints:
    """
    Read a table of pairs.

    Parameters
    ----------
    ids
        Ids of the units, by position.
    table
        `unit_a` and `unit_b`.
    name
        What the wish is called.

    Returns
    -------
    pairs
        Positions, shape (k, 2), each pair once.

    Raises
    ------
    InfeasibleError
        If units are unknown.
    """
    ends = [pd.Index(table[end]) for end in ("unit_a", "unit_b")]
    _refuse_unknown(ids, ends[0].append(ends[1]), name)
    pairs = np.sort(np.column_stack([ids.get_indexer(end) for end in ends]), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]].astype(np.int64), axis=0).reshape(-1, 2)


def _pairs(ids: pd.Index, wish: pd.Series | pd.DataFrame | None, name: str) -> Ints:
    if wish is None:
        return np.empty((0, 2), dtype=np.int64)
    if isinstance(wish, pd.DataFrame):
        return as_pairs(ids, wish, name)
    _refuse_unknown(ids, wish.dropna().index, name)
    return _all_pairs(pd.factorize(wish.reindex(ids))[0])


def _all_pairs(label: Ints) -> Ints:
    """Pair every two units of each label from 0."""
    labels = pd.Series(np.flatnonzero(label >= 0)).groupby(label[label >= 0])
    every = [pair for _, units in labels for pair in itertools.combinations(units.tolist(), 2)]
    return np.array(every, dtype=np.int64).reshape(-1, 2)


def _refuse_unknown(ids: pd.Index, asked: pd.Index, name: str) -> None:
    if not (known := asked.isin(ids)).all():
        unknown = ", ".join(map(str, asked[~known][:NAMED]))
        raise InfeasibleError("units of {wish} are unknown: {units}", wish=name, units=unknown)
