"""Requests for owners and backups with a conflict planted in them: six kinds, and the rules that must be found."""

from typing import Any, NamedTuple

import numpy as np

KINDS = ("total load", "nobody able", "too few for heavy grids", "lock against avoidance", "backup pair", "rotation")
WEIGHTS = {"travel_owner": 1, "travel_backup": 0.3, "change_owner": 15, "backup_load_share": 0.2, "balance": 1}


class Planted(NamedTuple):
    """A request as a file states it, and the names of the rules in conflict."""

    document: dict[str, Any]
    rules: set[str]


def planted(kind: str, seed: int) -> Planted:
    """Plant one conflict in a branch that is otherwise at ease, with harmless rules beside it."""
    rng = np.random.default_rng([KINDS.index(kind), seed])
    pair = kind == "backup pair" and seed % 2 == 0
    grids, officers = int(rng.integers(10, 25)), 2 if pair else int(rng.integers(4, 9))
    load = rng.integers(40, 160, grids).astype(float)
    hours = np.full(officers, round(3.0 * load.sum() / officers + 400))
    document: dict[str, Any] = {
        "name": f"{kind}-{seed}",
        "workload": load.tolist(),
        "capacity": hours.tolist(),
        "travel_min": rng.uniform(1, 30, (grids, officers)).round(1).tolist(),
        "present_owner": rng.integers(-1, officers, grids).tolist(),
        "weights": {
            "travel_owner": 1,
            "travel_backup": 0.3,
            "change_owner": 15,
            "backup_load_share": 0.2,
            "balance": 1,
        },
        "avoid": [[int(g), int(rng.integers(officers))] for g in range(3, 6)] if not pair else [],
        "max_grids": grids,
    }
    return _PLANT[kind](document, rng, seed)


def _total(document: dict[str, Any], _: np.random.Generator, seed: int) -> Planted:
    officers, work = len(document["capacity"]), sum(document["workload"])
    short = seed % 2 == 0
    hours = work * (0.9 if short else 1.1) / officers
    document["capacity"] = [round(hours, 1)] * officers
    rules = {f"capacity:{o}" for o in range(officers)}
    return Planted(document, rules if short else rules | {"backup"})


def _nobody(document: dict[str, Any], _: np.random.Generator, seed: int) -> Planted:
    grids, officers = len(document["workload"]), len(document["capacity"])
    if seed % 3 == 0:
        document["forbidden"] = [[int(g == 1)] * officers for g in range(grids)]
        return Planted(document, {"forbidden:1"})
    document["grid_skills"] = ["trade" if g == 1 else None for g in range(grids)]
    if seed % 3 == 1:
        document["skills"] = [[]] * officers
        return Planted(document, {"skill:1"})
    document["skills"] = [["trade"] if o < 3 else [] for o in range(officers)]  # three of them
    document["avoid"] += [[1, 1], [1, 2]]
    return Planted(document, {"skill:1", "avoidance:1:1", "avoidance:1:2", "backup"})


def _heavy(document: dict[str, Any], _: np.random.Generator, seed: int) -> Planted:
    grids, officers, few = len(document["workload"]), len(document["capacity"]), 2 + seed % 2
    heavy = range(6, 7 + few)
    for g in heavy:
        document["workload"][g] = 0.6 * document["capacity"][0]
    document["grid_skills"] = [["market"] if g in heavy else [] for g in range(grids)]
    document["skills"] = [["market", "trade"] if o < few else ["trade"] for o in range(officers)]
    document["capacity"][few:] = [hours * 3 for hours in document["capacity"][few:]]
    return Planted(document, {f"skill:{g}" for g in heavy} | {f"capacity:{o}" for o in range(few)})


def _lock(document: dict[str, Any], rng: np.random.Generator, _: int) -> Planted:
    grids, officer = len(document["workload"]), int(rng.integers(len(document["capacity"])))
    grid = int(rng.integers(6, grids))
    document["locked"] = [officer if g == grid else -1 for g in range(grids)]
    document["avoid"].append([grid, officer])
    return Planted(document, {f"locked:{grid}:{officer}", f"avoidance:{grid}:{officer}"})


def _pair(document: dict[str, Any], rng: np.random.Generator, seed: int) -> Planted:
    grids, officers = len(document["workload"]), len(document["capacity"])
    document["leave"] = [[["2026-07-01", "2026-07-10"]], [["2026-05-01", "2026-05-03"], ["2026-07-10", "2026-07-20"]]]
    document["leave"] += [[]] * (officers - 2)
    if seed % 2 == 0:
        return Planted(document, {"backup", "away_together"})
    grid = int(rng.integers(6, grids))
    document["grid_skills"] = ["park" if g == grid else [] for g in range(grids)]
    document["skills"] = ["park" if o < 2 else "farm" for o in range(officers)]  # a pair
    return Planted(document, {"backup", "away_together", f"skill:{grid}"})


def _rotation(document: dict[str, Any], _: np.random.Generator, seed: int) -> Planted:
    grids, officers, grid = len(document["workload"]), len(document["capacity"]), 7
    document["present_owner"][grid] = 0
    document["months"] = [40 if g == grid else 12 for g in range(grids)]
    document["grid_skills"] = ["town" if g == grid else None for g in range(grids)]
    document["skills"] = [["town"] if o < 2 else [] for o in range(officers)]  # the owner and another
    rules = {f"rotation:{grid}:0", f"skill:{grid}"}
    if seed % 2:
        document["max_grids"] = [0 if o == 1 else grids for o in range(officers)]
        return Planted(document, rules | {"max_grids:1"})
    document["workload"][grid] = 200.0
    document["capacity"][1] = 150.0
    return Planted(document, rules | {"capacity:1"})


_PLANT = dict(zip(KINDS, (_total, _nobody, _heavy, _lock, _pair, _rotation), strict=True))
