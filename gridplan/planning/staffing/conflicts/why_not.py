"""Ask of a branch of a plan whether all hard rules could be met there, and why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from gridplan.model.conflict import StaffConflict
from gridplan.model.plan import Plan
from gridplan.model.roster import Roster
from gridplan.model.words import GridKind, Role
from gridplan.planning.staffing.conflicts.borrowing import borrowings, guests
from gridplan.planning.staffing.conflicts.explaining import explain
from gridplan.planning.staffing.eligibility import away_together, branch_rules
from gridplan.planning.staffing.loans import at_branch


def why_not(plan: Plan, branch_id: str, *, most_grids: int | None = None) -> StaffConflict | None:
    """
    Say why a branch can't be staffed within all hard rules: hours above all, which a plan only prices.

    Parameters
    ----------
    plan
        A plan.
    branch_id
        The branch.
    most_grids
        Grids that an officer may own; by default that does not bind.

    Returns
    -------
    conflict
        Rules in conflict, why, and repairs that were tried, among them officers who could be borrowed; None where all
        rules can be met.
    """
    roster = branch_roster(plan, branch_id, most_grids=most_grids)
    conflict = explain(roster) if roster.grids else None
    if conflict is None:
        return None
    wide = branch_roster(plan, branch_id, most_grids=most_grids, others=guests(plan, branch_id))
    repairs = (*conflict.repairs, *borrowings(plan, wide, len(roster.officers)))
    return replace(conflict, repairs=tuple(sorted(repairs, key=lambda repair: repair.price)))


def branch_roster(
    plan: Plan, branch_id: str, *, most_grids: int | None = None, others: pd.DataFrame | None = None
) -> Roster:
    """
    Put a branch of a plan as a request whose rules are all hard.

    Parameters
    ----------
    plan
        A plan.
    branch_id
        The branch.
    most_grids
        Grids that an officer may own; by default that does not bind.
    others
        Officers of other branches who are asked, too; by default none.

    Returns
    -------
    roster
        Its base grids and its officers; a backup carries nothing as long as the owner is there.
    """
    grids = plan.grids[(plan.grids["kind"] == GridKind.BASE) & (plan.grids["branch_id"] == branch_id)]
    day = plan.meta.created_at[:10]
    people = at_branch(plan.officers, plan.registers.lent(day), branch_id)
    people = people if others is None else pd.concat([people, others])
    rows = plan.assignments[plan.assignments["role"] == Role.PRIMARY].drop_duplicates("grid_id")
    owners = rows.set_index("grid_id")["officer_id"]
    shape = (len(grids), len(people))
    load = grids["workload_h"].to_numpy(dtype=float)
    return Roster(
        name=branch_id,
        grids=tuple(map(str, grids.index)),
        officers=tuple(map(str, people.index)),
        load=np.repeat(load[:, None], shape[1], axis=1),
        hours=people["available_h"].to_numpy(dtype=float),
        own_price=np.zeros(shape),
        cover_price=np.zeros(shape),
        cover_share=0.0,
        top_price=0.0,
        apart=away_together(people, plan.registers.leaves, day),
        most_grids=np.full(shape[1], np.inf if most_grids is None else float(most_grids)),
        rules=branch_rules(grids, people, _unit_grids(plan), plan.registers, day, owners),
    )


def _unit_grids(plan: Plan) -> pd.Series:
    grids: pd.Series = plan.units["grid_id"].fillna("").astype(str)
    return grids
