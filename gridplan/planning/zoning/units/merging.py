"""Pieces too small or too thin to stand alone join the neighbour with which they share most."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray


def merge_small(
    area: NDArray[np.float64],
    enough: NDArray[np.float64],
    pairs: NDArray[np.int64],
    border_m: NDArray[np.float64],
) -> NDArray[np.int64]:
    """
    Merge pieces that are too small, the smallest first, each into the neighbour with the longest border.

    Parameters
    ----------
    area
        Area of each piece, shape (n,).
    enough
        From which area on it may stand alone: 0 always, infinity never. A merged piece is judged by the measure of
        the one that took the other in.
    pairs
        Neighbours, shape (m, 2).
    border_m
        Length of their border, or any other measure of how near they are, shape (m,).

    Returns
    -------
    into
        The piece that each belongs to in the end; pieces without a neighbour stay.
    """
    borders: list[dict[int, float]] = [{} for _ in area]
    for (a, b), length in zip(pairs.tolist(), border_m.tolist(), strict=True):
        borders[a][b] = borders[b][a] = length
    size, into = area.copy(), np.arange(len(area))
    small = [(size[piece], piece) for piece in np.flatnonzero(area < enough).tolist()]
    heapq.heapify(small)
    while small:
        known, piece = heapq.heappop(small)
        if into[piece] != piece or known != size[piece] or not borders[piece]:
            continue
        taker = max(borders[piece], key=lambda other: (borders[piece][other], -other))
        _join(borders, piece, taker)
        into[piece] = taker
        size[taker] += size[piece]
        if size[taker] < enough[taker]:
            heapq.heappush(small, (size[taker], taker))
    return _roots(into)


def _join(borders: list[dict[int, float]], piece: int, taker: int) -> None:
    """Hand the borders of a piece over to the one that takes it in."""
    for other, length in borders[piece].items():
        del borders[other][piece]
        if other != taker:
            borders[other][taker] = borders[taker][other] = borders[taker].get(other, 0.0) + length
    borders[piece] = {}


def _roots(into: NDArray[np.int64]) -> NDArray[np.int64]:
    while not np.array_equal(into[into], into):
        into = into[into]
    return into
