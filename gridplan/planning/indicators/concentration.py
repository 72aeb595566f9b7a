"""How far visits are concentrated on a few: rich villages visited many times, poor ones never."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def gini(counts: ArrayLike, weights: ArrayLike) -> float:
    """
    Measure how unevenly something is spread.

    The Gini coefficient, `1 - 2 x` the area under the Lorenz curve (Gini 1912): the share of all that the least
    visited part of the households has had.

    Parameters
    ----------
    counts
        What each has had, such as visits; 0 or more.
    weights
        How many have had so many; 0 or more.

    Returns
    -------
    gini
        0 where all have had the same, near 1 where one has had all; not a number where nobody has had any.
    """
    had, many = np.asarray(counts, dtype=float), np.asarray(weights, dtype=float)
    order = np.argsort(had, kind="stable")
    had, many = had[order], many[order]
    total = float(had @ many)
    if total <= 0:
        return float("nan")
    share = np.concatenate([[0.0], np.cumsum(had * many) / total])
    width = many / many.sum()
    return float(1.0 - width @ (share[1:] + share[:-1]))
