"""What is known of grids before they are cut: units that must stay, and where units were."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.engine.problem import Floats, Ints


@dataclass(frozen=True)
class Wishes:
    """
    Known labels of grids, numbered from 0.

    Attributes
    ----------
    labels
        The labels, shape (k,): first the locked ones.
    locked, former
        Number of the label that each unit must keep, and had; -1 where none. Shape (n,).
    home
        Part of the county in which each label stays, shape (k,).
    """

    labels: list[Hashable]
    locked: Ints
    former: Ints
    home: Ints

    def of_part(self, part: int, grids: int) -> Ints:
        """
        List the labels that a part keeps.

        Parameters
        ----------
        part
            Number of the part.
        grids
            How many grids it gets.

        Returns
        -------
        numbers
            Of at most as many labels: the locked ones, then the others from the heaviest.
        """
        return np.flatnonzero(self.home == part)[:grids]


def read_wishes(
    ids: pd.Index, part: Ints, load: Floats, locked: pd.Series | None, previous: pd.Series | None
) -> Wishes:
    """
    Lay out what is known of the grids.

    Parameters
    ----------
    ids
        Ids of the units, by position.
    part
        Part of each unit, shape (n,).
    load
        Load of each unit, shape (n,).
    locked, previous
        Label by unit id, or None.

    Returns
    -------
    wishes
        The known labels, numbered: locked ones first, each kind from the heaviest.

    Raises
    ------
    InfeasibleError
        If units are unknown, or locked in one grid though nothing joins them.
    """
    if locked is not None and not (known := locked.dropna().index.isin(ids)).all():
        unknown = ", ".join(map(str, locked.dropna().index[~known]))
        raise InfeasibleError("locked units are unknown: {units}", units=unknown)
    table = pd.DataFrame({"part": part, "load": load, "locked": _at(locked, ids), "former": _at(previous, ids)})
    _refuse_scattered(table, ids)
    homes = pd.concat([_homes(table, "locked"), _homes(table, "former")])
    homes = homes[~homes.index.duplicated()]
    numbers = dict(zip(homes.index, range(len(homes)), strict=True))
    coded = {kind: table[kind].map(numbers).fillna(-1).to_numpy(dtype=np.int64) for kind in ("locked", "former")}
    return Wishes(list(homes.index), coded["locked"], coded["former"], homes.to_numpy(dtype=np.int64))


def _at(labels: pd.Series | None, ids: pd.Index) -> pd.Series:
    known = pd.Series(dtype=object) if labels is None else labels.astype(object)
    return known.reindex(ids).reset_index(drop=True)


def _homes(table: pd.DataFrame, kind: str) -> pd.Series:
    """Find for each label the part that holds most of its load; the heaviest labels first."""
    by_label = table.dropna(subset=[kind]).groupby([kind, "part"], sort=False)["load"].sum().reset_index()
    by_label = by_label.sort_values("load", ascending=False, kind="stable").drop_duplicates(kind)
    return by_label.set_index(kind)["part"]


def _refuse_scattered(table: pd.DataFrame, ids: pd.Index) -> None:
    for label, rows in table.dropna(subset=["locked"]).groupby("locked", sort=False):
        apart = rows.drop_duplicates("part")
        if len(apart) > 1:
            ends = ", ".join(str(ids[at]) for at in apart.index)
            told = "units locked in grid {grid} lie in parts that nothing joins: {units}"
            raise InfeasibleError(told, grid=label, units=ends)
