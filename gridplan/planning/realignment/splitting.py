"""Before others must make room: give single units of the vacant grids to grids next door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp

from gridplan.model.plan import Plan
from gridplan.planning.realignment.aftermath import UNITS_MOVED, Aftermath
from gridplan.planning.realignment.case import Case, Floats
from gridplan.planning.realignment.framing import locked_grids
from gridplan.planning.zoning.graph import connected_parts, uncut_pairs

#: A grid whose units could go more ways than these is left whole.
MOST_WAYS = 4_096
_SLIP = 1e-6


@dataclass(frozen=True)
class _Choice:
    """One way for a vacant grid: who takes what stays, and where its other units go."""

    grid: int
    owner: int
    gives: tuple[tuple[str, str], ...]
    load_h: Floats
    given: float
    strangers: float


def split_grids(after: Aftermath, branch_id: str, case: Case, day: str) -> Aftermath | None:
    """
    Give units of vacant grids to grids next door, so that nobody else has to move.

    Exact among the ways looked at: no hour beyond the cap, then the fewest households that change their grid, then
    the fewest that get a stranger. What stays of a grid hangs together, and so does every grid with what it gets;
    no grid is filled beyond its hard limit of households, and no locked grid loses or gets a unit.

    Parameters
    ----------
    after
        What the event left behind.
    branch_id
        The branch.
    case
        What is asked of it.
    day
        The day of the repair, ISO.

    Returns
    -------
    aftermath
        With the units in their new grids; None where this can't keep the cap either.
    """
    plan = after.plan
    vacant = np.flatnonzero(case.owner < 0)
    groups = [list(_choices(plan, branch_id, case, int(grid), day)) for grid in vacant]
    if not groups or not all(groups):
        return None
    chosen = _choose([choice for group in groups for choice in group], plan, branch_id, case)
    gives = {unit: grid for choice in chosen or [] for unit, grid in choice.gives}
    if not gives:
        return None
    was = plan.units["grid_id"].reindex(list(gives))
    rows = [
        (unit, unit, was[unit], grid, float(plan.units.at[unit, "households"]), "split") for unit, grid in gives.items()
    ]
    now = plan.units.index.to_series().map(gives)
    units = plan.units.assign(grid_id=plan.units["grid_id"].where(now.isna(), now))
    held = plan.assignments[plan.assignments["grid_id"].isin(units["grid_id"])].reset_index(drop=True)
    moved = pd.concat([after.units_moved, pd.DataFrame(rows, columns=UNITS_MOVED)], ignore_index=True)
    return replace(after, plan=replace(plan, units=units, assignments=held), units_moved=moved)


def _choices(plan: Plan, branch_id: str, case: Case, grid: int, day: str) -> Iterator[_Choice]:
    units = plan.units[plan.units["branch_id"] == branch_id]
    mine = units[units["grid_id"] == case.grids[grid]]
    closed = locked_grids(plan, day)
    near = [] if case.grids[grid] in closed else _next_door(plan, mine, case, closed)
    ways: list[tuple[str, ...]] = [("",) * len(mine)]
    if (len(near) + 1) ** len(mine) <= MOST_WAYS:
        ways = list(product(("", *near), repeat=len(mine)))
    for way in ways:
        if _hangs_together(plan, units, mine, way):
            yield from _with_owners(case, grid, mine, way)


def _next_door(plan: Plan, mine: pd.DataFrame, case: Case, closed: set[str]) -> list[str]:
    """Name the grids of others across an open border."""
    pairs = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    ends = [pairs[side].to_numpy() for side in ("unit_a", "unit_b")]
    touching = {*ends[1][np.isin(ends[0], mine.index)], *ends[0][np.isin(ends[1], mine.index)]}
    owned = set(case.grids[case.owner >= 0])
    return sorted(set(plan.units["grid_id"].reindex(sorted(touching))) & (owned - closed))


def _hangs_together(plan: Plan, units: pd.DataFrame, mine: pd.DataFrame, way: tuple[str, ...]) -> bool:
    if not any(way):
        return True
    told = dict(zip(mine.index, way, strict=True))
    grid_of = units["grid_id"].where(~units.index.isin([u for u, g in told.items() if g]), units.index.map(told))
    concerned = units[grid_of.isin([*(g for g in way if g), str(mine["grid_id"].iloc[0])])]
    grid = grid_of[concerned.index].to_numpy(dtype=str)
    pairs = uncut_pairs(plan.adjacency, concerned.index)
    within = pairs[grid[pairs[:, 0]] == grid[pairs[:, 1]]]
    return len(set(connected_parts(len(concerned), within).tolist())) == len(set(grid))


def _with_owners(case: Case, grid: int, mine: pd.DataFrame, way: tuple[str, ...]) -> Iterator[_Choice]:
    out = np.array([bool(goes) for goes in way])
    load, households = (mine[name].to_numpy(dtype=float) for name in ("workload_h", "households"))
    taken = np.zeros(len(case.officers))
    strangers = 0.0
    for number, goes in enumerate(way):
        if goes:
            other = int(case.owner[case.grids.get_loc(goes)])
            if not case.able[grid, other]:
                return
            taken[other] += load[number]
            strangers += households[number] * (other != case.backup[grid])
    gives = tuple((str(unit), goes) for unit, goes in zip(mine.index, way, strict=True) if goes)
    given = float(households[out].sum())
    if out.all():
        yield _Choice(grid, -1, gives, taken, given, strangers)
        return
    for owner in map(int, np.flatnonzero(case.able[grid])):
        whole = taken.copy()
        whole[owner] += load[~out].sum()
        unknown = float(households[~out].sum()) * (owner != case.backup[grid])
        yield _Choice(grid, owner, gives, whole, given, strangers + unknown)


def _choose(choices: list[_Choice], plan: Plan, branch_id: str, case: Case) -> list[_Choice] | None:
    """Choose one way for every vacant grid; None where the cap would be passed."""
    n, people = len(choices), len(case.officers)
    held = np.bincount(case.owner[case.owner >= 0], case.load_h[case.owner >= 0], minlength=people)
    grids = np.array([choice.grid for choice in choices])
    once = (grids[None, :] == np.unique(grids)[:, None]).astype(float)
    loads = np.column_stack([choice.load_h for choice in choices])
    fits = _fits(choices, plan, branch_id, case)
    constraints = [
        LinearConstraint(once, 1.0, 1.0),
        LinearConstraint(loads, -np.inf, case.cap_h - held + _SLIP),
        LinearConstraint(fits[0], -np.inf, fits[1]),
    ]
    found = None
    for name in ("given", "strangers"):
        price = np.array([getattr(choice, name) for choice in choices])
        found = milp(price, integrality=np.ones(n), bounds=(0, 1), constraints=constraints)
        if found.x is None:
            return None
        constraints.append(LinearConstraint(price[None, :], -np.inf, float(price @ found.x) + _SLIP))
    return None if found is None else [choices[k] for k in np.flatnonzero(found.x.round() > 0)]


def _fits(choices: list[_Choice], plan: Plan, branch_id: str, case: Case) -> tuple[Floats, Floats]:
    """Households that each grid would get, and how many more it may have."""
    most = plan.params.presets[str(plan.branches.at[branch_id, "kind"])].hh_hard[1]
    gets = np.zeros((len(case.grids), len(choices)))
    for place, choice in enumerate(choices):
        for unit, grid in choice.gives:
            gets[case.grids.get_loc(grid), place] += float(plan.units.at[unit, "households"])
    return gets, np.maximum(most - case.households, 0.0)
