"""Branches small enough to try every way, and the least that any of them changes."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from gridplan.planning.realignment.case import Case


def small_case(seed: int, grids: int = 6, officers: int = 4, *, locks: int = 1, tight: float = 1.15) -> Case:
    """The last officer has left; the others have little room."""
    rng = np.random.default_rng(seed)
    households = rng.integers(20, 120, grids).astype(float)
    load = households * rng.uniform(0.8, 1.2, grids)
    owner = rng.integers(0, officers, grids)
    owner[0] = officers - 1
    backup = (owner + rng.integers(1, officers, grids)) % officers
    here = officers - 1
    mean = load.sum() / here
    before = np.bincount(owner, load, minlength=officers)[:here]
    locked = np.zeros(grids, dtype=bool)
    locked[rng.permutation(grids)[:locks]] = True
    apart = np.zeros((here, here), dtype=bool)
    apart[:1, 1:2] = apart[1:2, :1] = bool(rng.integers(0, 2))
    able = rng.uniform(size=(grids, here)) > 0.1
    gone = np.where(owner == here, -1, owner)
    covers = np.where(backup == here, -1, backup)
    return Case(
        grids=pd.Index([f"G{k}" for k in range(grids)]),
        officers=pd.Index([f"E{k}" for k in range(here)]),
        households=households,
        load_h=load,
        hours=np.full(here, mean),
        cap_h=np.maximum(mean * tight, before),
        owner=gone,
        backup=covers,
        owner_kept=locked & (gone >= 0),
        backup_kept=locked & (covers >= 0) & (gone >= 0),
        able=able,
        needs_backup=np.ones(grids, dtype=bool),
        apart=apart,
        tied=np.zeros((grids, here), dtype=bool),
        travel_h=rng.uniform(0, 50, (grids, here)),
        natural=gone,
    )


def every_way(case: Case) -> dict[str, float]:
    """Unowned households, uncovered grids, excess hours, moved households: the least, in this order."""
    return min((_measure(case, way) for way in _ways(case)), key=_order)


def measured(case: Case, owner: np.ndarray) -> dict[str, float]:
    return _measure(case, tuple(owner))


def _order(told: dict[str, float]) -> tuple[float, ...]:
    return tuple(round(figure, 6) for figure in told.values())


def _ways(case: Case):
    may = case.able | case.is_at(case.owner)
    choices = []
    for grid in range(len(case.grids)):
        if case.owner_kept[grid]:
            choices.append([case.owner[grid]])
        else:
            choices.append([o for o in range(len(case.officers)) if may[grid, o]] or [-1])
    return product(*choices)


def _measure(case: Case, way: tuple[int, ...]) -> dict[str, float]:
    owned = np.array(way)
    unowned = case.households[owned < 0].sum()
    load = np.bincount(owned[owned >= 0], case.load_h[owned >= 0], minlength=len(case.officers))
    uncovered = sum(not _has_backup(case, grid, owner) for grid, owner in enumerate(way))
    moved = case.households[owned != case.natural].sum()
    excess = np.maximum(load - case.cap_h, 0).sum()
    return {"unowned": unowned, "uncovered": uncovered, "excess": excess, "moved": moved}


def _has_backup(case: Case, grid: int, owner: int) -> bool:
    may = (case.able | case.is_at(case.backup))[grid]
    if case.backup_kept[grid] and case.owner_kept[grid]:
        return True
    if case.backup_kept[grid]:
        may = np.arange(len(case.officers)) == case.backup[grid]
    return any(may[o] and o != owner and not (owner >= 0 and case.apart[owner, o]) for o in range(len(may)))
