"""What is asked, as arrays, and the same with a little more given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Sums may be out by so much of a mean grid after rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Request:
    """
    Units to be cut into grids.

    Attributes
    ----------
    xy
        Places, shape (n, 2) or (n, 3).
    pairs
        Neighbours, shape (e, 2).
    weights
        What is balanced, shape (n, m).
    limits
        Lowest and highest weight of a grid, shape (2, m).
    grids
        Number of grids.
    fixed
        Number of the grid that each unit is locked in, or -1, shape (n,).
    """

    xy: Floats
    pairs: Ints
    weights: Floats
    limits: Floats
    grids: int
    fixed: Ints

    @cached_property
    def mean(self) -> Floats:
        """
        Share the weights out.

        Returns
        -------
        mean
            Shape (m,).
        """
        return np.asarray(self.weights.sum(axis=0) / self.grids)

    @cached_property
    def low(self) -> Floats:
        """
        Lower the lowest weights of a grid by what rounding may take.

        Returns
        -------
        low
            Shape (m,).
        """
        return np.asarray(self.limits[0] - ROUNDING * self.mean)

    @cached_property
    def high(self) -> Floats:
        """
        Raise the highest weights of a grid by what rounding may add.

        Returns
        -------
        high
            Shape (m,).
        """
        return np.asarray(self.limits[1] + ROUNDING * self.mean)

    def widened(self, share: float) -> Request:
        """
        Let every grid leave the mean by a share at least.

        Parameters
        ----------
        share
            The tolerance.

        Returns
        -------
        request
            With wider limits, or the same.
        """
        low, high = np.minimum(self.limits[0], self.mean * (1 - share)), self.mean * (1 + share)
        return replace(self, limits=np.array([low, np.maximum(self.limits[1], high)]))

    def of_grids(self, grids: int) -> Request:
        """
        Ask for another number of grids; limits about the mean follow it, others stay.

        Parameters
        ----------
        grids
            The number.

        Returns
        -------
        request
            The same for so many grids.
        """
        follows = np.allclose(self.limits.mean(axis=0), self.mean, rtol=1e-6, atol=0.0)
        scale = self.grids / grids if follows else 1.0
        return replace(self, limits=self.limits * scale, grids=grids)

    def linked(self, links: Ints) -> Request:
        """
        Make neighbours.

        Parameters
        ----------
        links
            Pairs of units, shape (k, 2).

        Returns
        -------
        request
            With these pairs too.
        """
        return replace(self, pairs=np.vstack([self.pairs, links]))

    def unlocked(self, units: Ints) -> Request:
        """
        Lift locks.

        Parameters
        ----------
        units
            Locked units.

        Returns
        -------
        request
            Without these locks.
        """
        fixed = self.fixed.copy()
        fixed[units] = -1
        return replace(self, fixed=fixed)

    def split(self, units: Ints, pieces: int) -> Request:
        """
        Put several units of a share of the weight where one was, neighbours of one another and of its neighbours.

        Parameters
        ----------
        units
            The units.
        pieces
            How many each becomes.

        Returns
        -------
        request
            With the further pieces behind the units that there were.
        """
        copy = np.concatenate([np.arange(len(self.weights)), np.repeat(units, pieces - 1)])
        first = np.isin(copy, units)
        shared = self.weights[copy] / np.where(first, pieces, 1)[:, None]
        touched = self.pairs[np.isin(self.pairs, units).any(axis=1)].tolist() + [
            (unit, unit) for unit in units.tolist()
        ]
        both = ((np.flatnonzero(copy == a), np.flatnonzero(copy == b)) for a, b in touched)
        new = [np.column_stack([np.repeat(a, len(b)), np.tile(b, len(a))]) for a, b in both]
        crossed = np.vstack([self.pairs, *new])
        pairs = np.unique(np.sort(crossed[crossed[:, 0] != crossed[:, 1]], axis=1), axis=0)
        return replace(self, xy=self.xy[copy], pairs=pairs, weights=shared, fixed=self.fixed[copy])
