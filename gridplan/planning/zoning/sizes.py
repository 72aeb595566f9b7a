"""Grids of different sizes: which part of the county each stands in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.engine.problem import Floats, Ints
from gridplan.planning.zoning.wishes import Wishes


def read_sizes(sizes: pd.Series | Sequence[float], n_grids: int) -> pd.Series:
    """
    Look at the sizes asked for.

    Parameters
    ----------
    sizes
        Size of each grid by its label, in anything; without labels grids are called from 1.
    n_grids
        Number of grids.

    Returns
    -------
    sizes
        The same by label.

    Raises
    ------
    SettingsError
        If they are not as many as the grids, not above nought, or share a label.
    """
    table = sizes if isinstance(sizes, pd.Series) else pd.Series(list(sizes), index=range(1, len(sizes) + 1))
    if len(table) != n_grids:
        raise SettingsError(f"{len(table)} sizes are given for {n_grids} grids")
    if table.index.has_duplicates or not (np.isfinite(table) & (table > 0)).all():
        raise SettingsError("sizes must be above 0, one for each label of a grid")
    return table.astype(np.float64)


def with_sizes(wishes: Wishes, sizes: pd.Series, part: Ints, load: Floats) -> tuple[Wishes, Floats]:
    """
    Give every grid that has a size its part of the county.

    Parameters
    ----------
    wishes
        What is known of the grids.
    sizes
        Size by label.
    part, load
        Part and load of each unit, shape (n,).

    Returns
    -------
    wishes, size
        The labels with their parts, and their sizes, shape (k,); former grids without a size have no part.

    Raises
    ------
    InfeasibleError
        If a locked grid has no size, or a part gets no grid.
    """
    without = [label for label in wishes.labels if label not in sizes.index]
    locked = {wishes.labels[number] for number in np.unique(wishes.locked[wishes.locked >= 0])}
    if stuck := [label for label in without if label in locked]:
        raise InfeasibleError("locked grids have no size: {grids}", grids=", ".join(map(str, stuck[:10])))
    homes: dict[Hashable, int] = {
        label: int(home) for label, home in zip(wishes.labels, wishes.home, strict=True) if label in sizes.index
    }
    size_of: dict[Hashable, float] = dict(zip(sizes.index, sizes.tolist(), strict=True))
    room = np.bincount(part, load) * sizes.sum() / load.sum()
    for label, home in homes.items():
        room[home] -= size_of[label]
    new = sizes[[label not in homes for label in sizes.index]].sort_values(ascending=False, kind="stable")
    for left, label in zip(range(len(new), 0, -1), new.index, strict=True):
        empty = np.setdiff1d(np.arange(len(room)), list(homes.values()))
        may = empty if len(empty) >= left else np.arange(len(room))
        home = int(may[np.argmax(room[may])])
        homes[label], room[home] = home, room[home] - size_of[label]
    if missing := len(np.setdiff1d(np.arange(len(room)), list(homes.values()))):
        told = "{grids} grids are too few: {parts} parts that nothing joins get none"
        raise InfeasibleError(told, grids=len(sizes), parts=missing)
    labels = wishes.labels + list(new.index)
    where = np.array([homes.get(label, -1) for label in labels], dtype=np.int64)
    return replace(wishes, labels=labels, home=where), np.array([size_of.get(label, 0.0) for label in labels])
