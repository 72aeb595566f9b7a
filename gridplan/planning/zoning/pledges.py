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
        told = "units must be together though nothing joins them: {units}"
        raise InfeasibleError(told, units=named(ids, bonds.pairs[parted]))
    both = (locked[one] >= 0) & (locked[other] >= 0)
    wrong = (bonds.hard > 0) & both & (locked[one] != locked[other])
    if wrong.any():
        told = "units must be together though locked in different grids: {units}"
        raise InfeasibleError(told, units=named(ids, bonds.pairs[wrong]))
    wrong = (bonds.hard < 0) & both & (locked[one] == locked[other])
    if wrong.any():
        told = "units must be apart though locked in one grid: {units}"
        raise InfeasibleError(told, units=named(ids, bonds.pairs[wrong]))


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
        told = "no plan was found that keeps these together, or apart: {units}"
        raise InfeasibleError(told, units=named(ids, broken))
    if county.moved_at_most is None:
        return
    former, load = county.wishes.former, county.load[:, 0]
    share = float(load[(former >= 0) & (former != number)].sum() / np.sum(load))
    if share > county.moved_at_most + ROUNDING:
        told = "no plan was found in which at most {most:.2%} leave their former grid; the best moves {share:.2%}"
        raise InfeasibleError(told, most=county.moved_at_most, share=share)
