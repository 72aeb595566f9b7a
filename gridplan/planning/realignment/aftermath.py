"""What an event leaves behind, before anything is repaired."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.model.plan import Plan
from gridplan.planning.realignment.events import Leave

UNITS_MOVED = ["unit_id", "into", "grid_from", "grid_to", "households", "reason"]


@dataclass(frozen=True)
class Aftermath:
    """
    A plan after an event.

    Attributes
    ----------
    plan
        The plan with vacant posts; its units, officers, assignments and registers stand, totals are old.
    former
        Assignments from before the event, under the present ids of the grids.
    branches
        Branches with posts to fill.
    gone
        Officers who are there no more.
    units_moved
        Units that went to another grid; columns `UNITS_MOVED`, `into` is the unit that they are now.
    branch_from
        Branch that a grid belonged to, of the grids that changed it.
    surveyed
        Whether ways, reach and work of the units still hold.
    """

    plan: Plan
    former: pd.DataFrame
    branches: tuple[str, ...]
    gone: frozenset[str] = frozenset()
    units_moved: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=UNITS_MOVED))
    branch_from: dict[str, str] = field(default_factory=dict)
    surveyed: bool = True


def leave(plan: Plan, event: Leave) -> Aftermath:
    """
    Take an officer out of a plan.

    Parameters
    ----------
    plan
        The plan.
    event
        Who leaves.

    Returns
    -------
    aftermath
        The plan with that officer's posts vacant.

    Raises
    ------
    InfeasibleError
        If there is no such officer.
    """
    who = event.officer_id
    branch = branch_of(plan, who)
    others = plan.officers.drop(index=who)
    rows = plan.assignments[plan.assignments["officer_id"] != who]
    left = replace(plan, officers=others, assignments=rows.reset_index(drop=True))
    return Aftermath(left, plan.assignments, (branch,), frozenset({who}))


def branch_of(plan: Plan, officer_id: str) -> str:
    """
    Tell which branch an officer belongs to.

    Parameters
    ----------
    plan
        The plan.
    officer_id
        The officer.

    Returns
    -------
    branch_id
        The branch.

    Raises
    ------
    InfeasibleError
        If there is no such officer.
    """
    if officer_id not in plan.officers.index:
        raise InfeasibleError(f"there is no officer {officer_id} in this plan")
    return str(plan.officers.at[officer_id, "branch_id"])
