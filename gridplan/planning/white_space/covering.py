"""Maximal covering: the places that together reach most demand (Church & ReVelle 1974), solved exactly."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from gridplan.errors import InfeasibleError

Floats = NDArray[np.float64]
#: Among answers that reach the same the cheapest is taken: an hour a week costs so many households.
HOUR_PRICE = 1e-4


class Covering(NamedTuple):
    """Chosen places, what they reach, and what is proved: nothing reaches more than `bound`."""

    chosen: NDArray[np.intp]
    covered: float
    bound: float


class Cover:
    """
    Demand and the places that reach it; demand that the same places reach counts as one.

    Parameters
    ----------
    reaches
        Whether a place (row) reaches a demand (column).
    demand
        How much each demand is.
    hours
        What each place costs.
    """

    def __init__(self, reaches: NDArray[np.bool_], demand: Floats, hours: Floats) -> None:
        packed = np.packbits(reaches, axis=0).T
        _, first, group = np.unique(packed, axis=0, return_index=True, return_inverse=True)
        weight = np.bincount(group.ravel(), demand, len(first))
        kept = reaches[:, first].any(axis=0) & (weight > 0)
        self.reaches, self.weight, self.hours = reaches[:, first][:, kept], weight[kept], hours

    def best(self, number: int) -> Covering:
        """
        Choose places.

        Parameters
        ----------
        number
            How many at most.

        Returns
        -------
        covering
            `min -sum w_j y_j` so that `y_j <= sum of x_i over places i that reach j`, `sum x_i <= number`, x whole.

        Raises
        ------
        InfeasibleError
            If the solver gives up, which it does not on any county tried.
        """
        places, demands = self.reaches.shape
        if not demands:
            return Covering(np.array([], dtype=np.intp), 0.0, 0.0)
        reached = hstack([csr_array(-self.reaches.T.astype(float)), eye_array(demands)])
        count = np.append(np.ones(places), np.zeros(demands))
        found = milp(
            np.append(self.hours * HOUR_PRICE, -self.weight),
            integrality=count,
            bounds=Bounds(0.0, 1.0),
            constraints=[LinearConstraint(reached, -np.inf, 0.0), LinearConstraint(count, -np.inf, float(number))],
            options={"mip_rel_gap": 0.0},
        )
        if found.x is None:
            told = "the places of {number} slots could not be chosen: {cause}"
            raise InfeasibleError(told, number=number, cause=found.message)
        chosen = np.flatnonzero(found.x[:places].round() > 0)
        price = float(self.hours[chosen].sum()) * HOUR_PRICE
        return Covering(chosen, self.covered(chosen), -float(found.mip_dual_bound) + price)

    def covered(self, chosen: NDArray[np.intp]) -> float:
        """
        Add up what some places reach.

        Parameters
        ----------
        chosen
            The places.

        Returns
        -------
        covered
            Demand that at least one of them reaches.
        """
        return float(self.weight[self.reaches[chosen].any(axis=0)].sum())
