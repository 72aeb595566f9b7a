"""Rows that forbid a grid in pieces, or one whose load is a rounding away from its limits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gridplan.planning.zoning.exact.relaxation import Cut
from gridplan.planning.zoning.exact.task import Ints, Task


def faults(task: Task, centre_of: Ints) -> list[Cut]:
    """
    Find what is wrong with a plan.

    Parameters
    ----------
    task
        The task.
    centre_of
        Centre of each block, shape (b,).

    Returns
    -------
    cuts
        Rows that every right plan keeps and this one breaks; none if it is right.
    """
    cuts: list[Cut] = []
    for centre in np.unique(centre_of):
        blocks = np.flatnonzero(centre_of == centre)
        cuts += _stray(task, blocks, int(centre))
        cuts += _parted(task, task.units(blocks), int(centre))
    return cuts


def pieces(task: Task, units: frozenset[int]) -> Iterator[frozenset[int]]:
    """
    Go through the pieces of a grid that hang together.

    Parameters
    ----------
    task
        The task.
    units
        The units of a grid.

    Yields
    ------
    piece
        Units that hang together.
    """
    left = set(units)
    while left:
        piece = _spread(task, min(left), units)
        left -= piece
        yield piece


def _spread(task: Task, start: int, within: frozenset[int]) -> frozenset[int]:
    known, queue = {start}, [start]
    while queue:
        fresh = (task.around[queue.pop()] & within) - known
        known |= fresh
        queue.extend(sorted(fresh))
    return frozenset(known)


def _parted(task: Task, units: frozenset[int], centre: int) -> Iterator[Cut]:
    """Say of each unit of a piece without the centre: one of those that part the two must come along."""
    everywhere = frozenset(range(len(task.block)))
    for piece in pieces(task, units):
        if centre in piece:
            continue
        border = frozenset().union(*(task.around[unit] for unit in piece)) - piece
        beyond = _spread(task, centre, everywhere - border)
        walls = {int(task.block[unit]) for unit in border if task.around[unit] & beyond}
        for block in sorted({int(task.block[unit]) for unit in piece}):
            terms = {(wall, centre): -1.0 for wall in sorted(walls)}
            terms[block, centre] = 1.0
            yield terms, 0.0


def _stray(task: Task, blocks: Ints, centre: int) -> Iterator[Cut]:
    """Forbid all of these blocks at once if they are too heavy, and no others but them if they are too light."""
    strays, own = task.strays(blocks), int(task.block[centre])
    if (strays > 0).any():
        terms = {(int(block), centre): 1.0 for block in blocks}
        terms[own, centre] -= len(blocks) - 1
        yield terms, 0.0
    if (strays < 0).any():
        others = np.setdiff1d(np.arange(len(task.cost)), blocks)
        yield {(int(block), centre): -1.0 for block in others} | {(own, centre): 1.0}, 0.0
