"""Which stretches of road each settlement has houses on, and places along them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Frontages:
    """
    Which stretches of road each settlement has houses on; sorted by settlement.

    Attributes
    ----------
    ends
        Both ends of each stretch, shape (n, 2, 2).
    bound
        Where the stretches of each settlement begin, and where the last ones end, shape (settlements + 1,).
    along_m
        Metres of road before each stretch, and all of them, shape (n + 1,).
    """

    ends: Array
    bound: Ints
    along_m: Array

    @property
    def frontage_m(self) -> Array:
        """
        Measure the road of every settlement.

        Returns
        -------
        frontage_m
            Metres, shape (settlements,).
        """
        return np.asarray(np.diff(self.along_m[self.bound]))


def frontages(settlement: Ints, stretch: Ints, ends: Array, number: int) -> Frontages:
    """
    Sort stretches by settlement.

    Parameters
    ----------
    settlement, stretch
        Pairs of positions.
    ends
        Both ends of every stretch.
    number
        How many settlements there are.

    Returns
    -------
    frontages
        The pairs in order.
    """
    order = np.argsort(settlement, kind="stable")
    own = ends[stretch[order]]
    along_m = np.r_[0.0, np.cumsum(np.hypot(*(own[:, 1] - own[:, 0]).T))]
    return Frontages(own, np.searchsorted(settlement[order], np.arange(number + 1)), along_m)


def place(front: Frontages, settlement: Ints, share: Array, away_m: Array) -> Array:
    """
    Place households on the frontages of their settlement.

    Parameters
    ----------
    front
        Frontages.
    settlement
        Settlement of each household; one that has frontages.
    share
        How far along the road of its settlement each stands, 0 to 1.
    away_m
        How far to the left of the middle of the road; to the right where negative.

    Returns
    -------
    xy
        Shape (n, 2), metres.
    """
    first, last = front.bound[settlement], front.bound[settlement + 1]
    at = front.along_m[first] + share * (front.along_m[last] - front.along_m[first])
    piece = np.clip(np.searchsorted(front.along_m, at, side="right") - 1, first, last - 1)
    ahead = front.ends[piece, 1] - front.ends[piece, 0]
    length = np.hypot(*ahead.T)[:, None]
    part = np.clip((at - front.along_m[piece])[:, None] / length, 0, 1)
    left = np.c_[-ahead[:, 1], ahead[:, 0]] / length
    return np.asarray(front.ends[piece, 0] + part * ahead + left * away_m[:, None])
