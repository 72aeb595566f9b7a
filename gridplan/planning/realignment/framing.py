"""From a plan after an event to the case of one branch."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.model.words import Declared, Role
from gridplan.planning.realignment.case import Case, Floats, Marks, Places
from gridplan.planning.staffing.loans import at_branch


def holders(assignments: pd.DataFrame, role: Role, grids: pd.Index) -> pd.Series:
    """
    Tell who holds a role.

    Parameters
    ----------
    assignments
        Columns `grid_id`, `officer_id`, `role`.
    role
        The role.
    grids
        Which grids are asked about.

    Returns
    -------
    officers
        Officer by grid; "" for nobody.
    """
    rows = assignments[assignments["role"] == role].drop_duplicates("grid_id").set_index("grid_id")
    return rows["officer_id"].reindex(grids).fillna("").astype(str)


def branch_case(plan: Plan, branch_id: str, *, overload_share: float, day: str) -> Case:
    """
    Frame what is asked of a branch whose posts have fallen vacant.

    Parameters
    ----------
    plan
        The plan after the event: its units, officers, assignments and registers stand, all else may be old.
    branch_id
        The branch.
    overload_share
        How far above the hours an officer may be loaded; who is loaded more already may stay so.
    day
        The day of the repair, ISO; leaves and locks that ended before count no more.

    Returns
    -------
    case
        The branch; a post whose holder neither is of the branch nor lent to it is vacant.
    """
    units = plan.units[plan.units["branch_id"] == branch_id]
    people = at_branch(plan.officers, plan.registers.lent(day), branch_id)
    sums = units.groupby("grid_id")[["households", "visits", "workload_h"]].sum()
    owner, backup = (_places(plan.assignments, role, sums.index, people.index) for role in (Role.PRIMARY, Role.BACKUP))
    load, hours = sums["workload_h"].to_numpy(dtype=float), people["available_h"].to_numpy(dtype=float)
    before = np.bincount(owner[owner >= 0], load[owner >= 0], minlength=len(people))
    held = sums.index.isin(locked_grids(plan, day))
    return Case(
        grids=sums.index,
        officers=people.index,
        households=sums["households"].to_numpy(dtype=float),
        load_h=load,
        hours=hours,
        cap_h=np.maximum(hours * (1 + overload_share), before),
        owner=owner,
        backup=backup,
        owner_kept=held & (owner >= 0),
        backup_kept=held & (owner >= 0) & (backup >= 0),
        able=_able(people, sums.index),
        needs_backup=np.ones(len(sums), dtype=bool),
        apart=_apart(plan.registers.leaves, people.index, day),
        tied=_tied(plan.registers.relations, units, people.index, sums.index),
        travel_h=_travel_h(plan, branch_id, units, sums, owner, len(people)),
        natural=owner,
    )


def locked_grids(plan: Plan, day: str) -> set[str]:
    """
    Name the grids that nobody may touch.

    Parameters
    ----------
    plan
        The plan.
    day
        The day that is asked about, ISO.

    Returns
    -------
    grids
        Those locked themselves, and those with a locked unit.
    """
    said = set(plan.registers.declared(Declared.LOCK, day))
    return said | set(plan.units.loc[plan.units.index.isin(said), "grid_id"])


def _places(assignments: pd.DataFrame, role: Role, grids: pd.Index, people: pd.Index) -> Places:
    return people.get_indexer(pd.Index(holders(assignments, role, grids)))


def _able(people: pd.DataFrame, grids: pd.Index) -> Marks:
    """Nobody who is on leave comes to a grid."""
    return np.repeat(~people["on_leave"].to_numpy(dtype=bool)[None, :], len(grids), axis=0)


def _tied(ties: pd.DataFrame, units: pd.DataFrame, people: pd.Index, grids: pd.Index) -> Marks:
    tied = np.zeros((len(grids), len(people)), dtype=bool)
    at = grids.get_indexer(pd.Index(ties["unit_id"].map(units["grid_id"]).fillna("").astype(str)))
    who = people.get_indexer(pd.Index(ties["officer_id"].astype(str)))
    both = (at >= 0) & (who >= 0)
    tied[at[both], who[both]] = True
    return tied


def _apart(leaves: pd.DataFrame, people: pd.Index, day: str) -> Marks:
    """Mark who is away while the other is."""
    apart = np.zeros((len(people), len(people)), dtype=bool)
    rows = leaves[leaves["officer_id"].isin(people)]
    rows = rows[(rows["last_day"] == "") | (rows["last_day"] >= day)]
    who = people.get_indexer(pd.Index(rows["officer_id"]))
    first, last = rows["first_day"].to_numpy(str), rows["last_day"].replace("", "9999").to_numpy(str)
    meet = (first[:, None] <= last[None, :]) & (first[None, :] <= last[:, None])
    for a, b in np.argwhere(meet):
        apart[who[a], who[b]] = True
    np.fill_diagonal(apart, val=False)
    return apart


def _travel_h(
    plan: Plan, branch_id: str, units: pd.DataFrame, sums: pd.DataFrame, owner: Places, people_n: int
) -> Floats:
    """Estimate the hours from the middle of an officer's own grids; who owns none sets out from the branch."""
    branch = plan.branches.loc[branch_id]
    preset = plan.params.presets[str(branch["kind"])]
    middles = grid_middles(units).reindex(sums.index).to_numpy(dtype=float)
    start = np.repeat(np.array([[branch.geometry.x, branch.geometry.y]]), people_n, axis=0)
    for officer in np.unique(owner[owner >= 0]):
        start[officer] = middles[owner == officer].mean(axis=0)
    off = np.hypot(middles[:, None, 0] - start[None, :, 0], middles[:, None, 1] - start[None, :, 1])
    days = sums["visits"].to_numpy(dtype=float) / preset.visits_per_day
    return np.asarray(off / (preset.speed_kmh * 1_000 / plan.params.detour) * 2 * days[:, None], dtype=float)


def grid_middles(units: pd.DataFrame) -> pd.DataFrame:
    """
    Find the middle of each grid's people.

    Parameters
    ----------
    units
        Polygons with `grid_id` and `households`.

    Returns
    -------
    middles
        Columns `x`, `y`; index `grid_id`.
    """
    points = units.geometry.representative_point()
    weight = units["households"].to_numpy(dtype=float) + _ALSO_EMPTY
    sums = pd.DataFrame({"x": points.x * weight, "y": points.y * weight, "n": weight}).groupby(units["grid_id"]).sum()
    return sums[["x", "y"]].div(sums["n"], axis=0)


#: Lets a grid without households have a middle.
_ALSO_EMPTY = 1e-9
