"""Whether what was asked of pairs and of movers can be kept, and was."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.bonds import named
from gridplan.planning.zoning.cutting import County
from gridplan.planning.zoning.engine.problem import Ints

#: Shares that moved may be out by so much after rounding.
ROUNDING = 1e-6


def refuse_impossible(county: County, ids: pd.Index) -> None:
    """
    Refuse pairs that no plan can keep.

    Parameters
    ----------
    county
        The units.
    ids
        Their ids, for the message.

    Raises
    ------
    InfeasibleError
        If units must be together though nothing joins them or they are locked apart, or apart though locked together.
    """
    bonds, locked = county.bonds, county.wishes.locked
    one, other = bonds.pairs.T
    parted = (bonds.hard > 0) & (county.part[one] != county.part[other])
    if parted.any():
        raise InfeasibleError(f"units must be together though nothing joins them: {named(ids, bonds.pairs[parted])}")
    both = (locked[one] >= 0) & (locked[other] >= 0)
    for wrong, what in (
        ((bonds.hard > 0) & both & (locked[one] != locked[other]), "together though locked in different grids"),
        ((bonds.hard < 0) & both & (locked[one] == locked[other]), "apart though locked in one grid"),
    ):
        if wrong.any():
            raise InfeasibleError(f"units must be {what}: {named(ids, bonds.pairs[wrong])}")


def refuse_broken(county: County, ids: pd.Index, number: Ints) -> None:
    """
    Refuse a plan that breaks what was asked.

    Parameters
    ----------
    county
        The units.
    ids
        Their ids, for the message.
    number
        Number of the grid of each unit.

    Raises
    ------
    InfeasibleError
        If pairs are broken, or more moved than may.
    """
    if len(broken := county.bonds.broken(number)):
        raise InfeasibleError(f"no plan was found that keeps these together, or apart: {named(ids, broken)}")
    if county.moved_at_most is None:
        return
    former, load = county.wishes.former, county.load[:, 0]
    share = float(load[(former >= 0) & (former != number)].sum() / np.sum(load))
    if share > county.moved_at_most + ROUNDING:
        most = f"{county.moved_at_most:.2%}"
        raise InfeasibleError(
            f"no plan was found in which at most {most} leave their former grid; the best moves {share:.2%}"
        )
