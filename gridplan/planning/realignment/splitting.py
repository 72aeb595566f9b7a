"""Before others must make room: give single units of the vacant grids to grids next door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, islice, product

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp

from gridplan.model.plan import Plan
from gridplan.planning.realignment.aftermath import UNITS_MOVED, Aftermath
from gridplan.planning.realignment.case import Case, Floats
from gridplan.planning.realignment.framing import locked_grids
from gridplan.planning.zoning.graph import uncut_pairs

#: Ways looked at for each vacant grid, those that give the fewest households first, and the units given at most.
MOST_WAYS, MOST_UNITS = 64, 2
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
    beside = _beside(plan, units.index)
    near = [] if case.grids[grid] in closed else _next_door(units, mine, beside, case, closed)
    grid_of = units["grid_id"].to_dict()
    sound = (way for way in _ways(mine, near) if _hangs_together(way, grid_of, beside, list(mine.index)))
    for way in islice(sound, MOST_WAYS):
        yield from _with_owners(case, grid, mine, way)


def _ways(mine: pd.DataFrame, near: list[str]) -> list[dict[str, str]]:
    """List which units go where: none, one or two of them, or all; the fewest households first."""
    households = mine["households"].to_dict()
    sets = [each for number in range(MOST_UNITS + 1) for each in combinations(mine.index, number)]
    whole = [tuple(mine.index)] if len(mine) == MOST_UNITS + 1 else []
    ways = [dict(zip(given, to, strict=True)) for given in [*sets, *whole] for to in product(near, repeat=len(given))]
    return sorted(ways, key=lambda way: sum(households[unit] for unit in way))


def _beside(plan: Plan, units: pd.Index) -> dict[str, set[str]]:
    """Tell the neighbours of every unit across open borders."""
    beside: dict[str, set[str]] = {unit: set() for unit in units}
    names = units.to_numpy()
    for a, b in uncut_pairs(plan.adjacency, units):
        beside[names[a]].add(names[b])
        beside[names[b]].add(names[a])
    return beside


def _next_door(
    units: pd.DataFrame, mine: pd.DataFrame, beside: Mapping[str, set[str]], case: Case, closed: set[str]
) -> list[str]:
    """Name the grids of others across an open border."""
    touching = set().union(*(beside[unit] for unit in mine.index))
    owned = set(case.grids[case.owner >= 0])
    return sorted(set(units["grid_id"].reindex(sorted(touching))) & (owned - closed))


def _hangs_together(
    way: Mapping[str, str], grid_of: Mapping[str, str], beside: Mapping[str, set[str]], mine: list[str]
) -> bool:
    """Look at what stays, and at what each grid gets: that must touch it, by other units that it gets if need be."""
    stays = [unit for unit in mine if unit not in way]
    if stays and _reached([stays[0]], set(stays), beside) != set(stays):
        return False
    for grid in set(way.values()):
        given = {unit for unit, goes in way.items() if goes == grid}
        first = [unit for unit in sorted(given) if any(grid_of[other] == grid for other in beside[unit])]
        if _reached(first, given, beside) != given:
            return False
    return True


def _reached(first: list[str], among: set[str], beside: Mapping[str, set[str]]) -> set[str]:
    found, edge = set(first), list(first)
    while edge:
        new = (beside[edge.pop()] & among) - found
        found |= new
        edge += sorted(new)
    return found


def _with_owners(case: Case, grid: int, mine: pd.DataFrame, way: Mapping[str, str]) -> Iterator[_Choice]:
    out = mine.index.isin(list(way))
    load, households = (mine[name].to_numpy(dtype=float) for name in ("workload_h", "households"))
    taken = np.zeros(len(case.officers))
    strangers = 0.0
    for number, unit in enumerate(mine.index):
        if goes := way.get(unit, ""):
            other = int(case.owner[case.grids.get_loc(goes)])
            if not case.able[grid, other]:
                return
            taken[other] += load[number]
            strangers += households[number] * (other != case.backup[grid])
    gives = tuple((str(unit), goes) for unit, goes in way.items())
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
