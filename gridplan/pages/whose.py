"""Whose is a place, and why does it stand as it does: branch, owner, minutes by road, the figures beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.pages.frame import Frame

#: Levels from the county down; towns lie across.
BELOW = {"county": "branch", "branch": "grid", "grid": "unit"}


@dataclass(frozen=True)
class Whose:
    """
    Who answers for a place.

    Attributes
    ----------
    branch
        Name of the branch; of a town, of all that have units there.
    owner, backup
        Names of officers; of a branch and of a town empty.
    """

    branch: str
    owner: str
    backup: str


def name_of(plan: Plan, level: str, identity: str) -> str:
    """
    Name a place.

    Parameters
    ----------
    plan
        The plan.
    level
        `county`, `branch`, `town`, `grid` or `unit`.
    identity
        Its id.

    Returns
    -------
    name
        Its name; a grid also has its number.
    """
    table = {"branch": plan.branches, "grid": plan.grids, "unit": plan.units}.get(level)
    name = identity if table is None else str(table["name"].get(identity, identity))
    return f"{identity} {name}" if level == "grid" and name not in {"", identity} else name


def whose(plan: Plan, level: str, identity: str) -> Whose:
    """
    Tell who answers for a place.

    Parameters
    ----------
    plan
        The plan.
    level
        `branch`, `town`, `grid` or `unit`.
    identity
        Its id.

    Returns
    -------
    whose
        Branch and officers.
    """
    if level == "town":
        there = plan.units.loc[plan.units["town"] == identity, "branch_id"].unique()
        return Whose("、".join(plan.branches["name"].reindex(sorted(there)).dropna()), "", "")
    grid = str(plan.units["grid_id"].get(identity, "")) if level == "unit" else identity
    row = plan.grids.loc[grid] if level in {"grid", "unit"} and grid in plan.grids.index else pd.Series(dtype=object)
    branch = identity if level == "branch" else row.get("branch_id", plan.units["branch_id"].get(identity, ""))
    people = [str(plan.officers["name"].get(row.get(role), "")) for role in _ROLES]
    return Whose(str(plan.branches["name"].get(branch, "")), *people)


def reasons(frame: Frame, level: str, identity: str) -> Iterator[str]:
    """
    Say why a branch or a grid stands as it does, as far as the plan knows.

    Parameters
    ----------
    frame
        The open plan.
    level
        `branch`, `grid` or `unit`.
    identity
        Its id.

    Yields
    ------
    reason
        One sentence each; none where nothing is out of order.
    """
    units = _units(frame.plan, level, identity)
    if units.empty:
        return
    yield from _far(frame, units)
    if level in {"grid", "unit"}:
        yield from _people(frame, str(units["grid_id"].iloc[0]))


_ROLES = ("primary_officer_id", "backup_officer_id")
_FULL = 1.0


def _units(plan: Plan, level: str, identity: str) -> pd.DataFrame:
    column = {"branch": "branch_id", "grid": "grid_id", "town": "town"}.get(level)
    at = plan.units.index if column is None else plan.units[column]
    found: pd.DataFrame = plan.units[at == identity]
    return found


def _far(frame: Frame, units: pd.DataFrame) -> Iterator[str]:
    """Hold the way of the households in the middle against the minutes of their branch."""
    away = units[~units["own_reached_road"].astype(bool)]
    if away.empty:
        return
    ways = away["own_road_min"].to_numpy(dtype=float)
    limit = frame.plan.branches["drive_min"].reindex(away["branch_id"]).to_numpy(dtype=float)
    said = frame.say("{0} of {1} units lie beyond the minutes of their branch: {2} min by road, {3} promised")
    known = ways[np.isfinite(ways)]
    middle = f"{np.median(known):.0f}" if known.size else "–"
    yield said.format(len(away), len(units), middle, f"{np.median(limit):.0f}")
    nearer = away["road_branch_id"] != away["branch_id"]
    if nearer.any():
        other = str(away.loc[nearer, "road_branch_id"].mode().iloc[0])
        name = frame.plan.branches["name"].get(other, other)
        yield frame.say("{0} of them are nearer to {1}").format(int(nearer.sum()), name)


def _people(frame: Frame, grid: str) -> Iterator[str]:
    row = frame.plan.grids.loc[grid] if grid in frame.plan.grids.index else pd.Series(dtype=object)
    owner = row.get("primary_officer_id") or ""
    officers = frame.plan.officers
    if owner not in officers.index:
        yield frame.say("Nobody owns this grid")
        return
    if bool(officers["on_leave"].get(owner, False)):
        yield frame.say("The owner is on leave")
    load = float(officers["utilisation"].get(owner, np.nan))
    if load > _FULL:
        yield frame.say("The owner's grids take {0} of the hours there are").format(f"{load:.0%}")
