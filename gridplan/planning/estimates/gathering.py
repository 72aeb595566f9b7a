"""Gather light pieces of units into pieces that are neither light nor heavy."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray


def gather(
    load: NDArray[np.float64],
    least: NDArray[np.float64],
    most: float,
    pairs: NDArray[np.int64],
    border_m: NDArray[np.float64],
) -> NDArray[np.int64]:
    """
    Join light pieces to neighbours, the lightest piece first.

    A piece joins the neighbour with the longest border of those that it doesn't make too heavy; where it makes all
    of them too heavy, the lightest.

    Parameters
    ----------
    load
        Households of each piece, shape (n,).
    least
        Households from which on a piece may stand alone, shape (n,); infinity for never.
    most
        Households that a piece should not pass.
    pairs
        Neighbours, shape (m, 2).
    border_m
        Length of their border, shape (m,).

    Returns
    -------
    into
        The piece that each belongs to in the end, shape (n,); pieces without a neighbour stay.
    """
    borders: list[dict[int, float]] = [{} for _ in load]
    for (a, b), length in zip(pairs.tolist(), border_m.tolist(), strict=True):
        borders[a][b] = borders[b][a] = length
    total, into = load.astype(float), np.arange(len(load))
    light = [(total[piece], piece) for piece in np.flatnonzero(load < least).tolist()]
    heapq.heapify(light)
    while light:
        known, piece = heapq.heappop(light)
        if into[piece] != piece or known != total[piece] or not borders[piece]:
            continue
        taker = _taker(borders[piece], total, most - total[piece])
        _hand_over(borders, piece, taker)
        into[piece] = taker
        total[taker] += total[piece]
        if total[taker] < least[taker]:
            heapq.heappush(light, (total[taker], taker))
    while not np.array_equal(into[into], into):
        into = into[into]
    return into


def _taker(borders: dict[int, float], total: NDArray[np.float64], room: float) -> int:
    fitting = [other for other in borders if total[other] <= room]
    if fitting:
        return max(fitting, key=lambda other: (borders[other], -other))
    return min(borders, key=lambda other: (total[other], other))


def _hand_over(borders: list[dict[int, float]], piece: int, taker: int) -> None:
    for other, length in borders[piece].items():
        del borders[other][piece]
        if other != taker:
            borders[other][taker] = borders[taker][other] = borders[taker].get(other, 0.0) + length
    borders[piece] = {}
