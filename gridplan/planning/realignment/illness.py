"""An officer is away: for a short time the backup stands in, for a long one others take over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from gridplan.errors import InfeasibleError
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.realignment.aftermath import Aftermath, branch_of
from gridplan.planning.realignment.case import Case
from gridplan.planning.realignment.events import Ill
from gridplan.planning.realignment.framing import branch_case, holders

#: Days for which owners stay owners and only stand-ins are named: a quarter.
SHORT_DAYS = 92
#: Times the own hours that an officer may be loaded with while standing in (rule S07).
COVER_LOAD = 2.0


def is_short(event: Ill) -> bool:
    """
    Tell whether backups can bridge an absence.

    Parameters
    ----------
    event
        The absence.

    Returns
    -------
    short
        Whether it ends within a quarter.

    Raises
    ------
    InfeasibleError
        If its days are no days, or end before they begin.
    """
    try:
        first = date.fromisoformat(event.first_day)
        last = date.fromisoformat(event.last_day) if event.last_day else date.max
    except ValueError as wrong:
        raise InfeasibleError(f"an absence needs ISO days such as 2026-03-01: {wrong}") from wrong
    if last < first:
        raise InfeasibleError(f"the absence ends on {last}, before it begins on {first}")
    return (last - first).days < SHORT_DAYS


def fall_ill(plan: Plan, event: Ill) -> Aftermath:
    """
    Write an absence down; a long one vacates the officer's posts.

    Parameters
    ----------
    plan
        The plan.
    event
        Who is away, and when.

    Returns
    -------
    aftermath
        The plan with the absence among its leaves.

    Raises
    ------
    InfeasibleError
        If there is no such officer, or the days are wrong.
    """
    who, branch, short = event.officer_id, branch_of(plan, event.officer_id), is_short(event)
    row = pd.DataFrame([{"officer_id": who, "first_day": event.first_day, "last_day": event.last_day}])
    leaves = pd.concat([plan.registers.leaves, row], ignore_index=True).astype(str)
    noted = replace(plan, registers=replace(plan.registers, leaves=leaves))
    if short:
        return Aftermath(noted, plan.assignments, (branch,))
    officers = noted.officers.copy()
    officers.loc[who, ["on_leave", "available_h", "quota_week"]] = [True, 0.0, 0.0]
    rows = plan.assignments[plan.assignments["officer_id"] != who].reset_index(drop=True)
    return Aftermath(replace(noted, officers=officers, assignments=rows), plan.assignments, (branch,))


def stand_in_case(plan: Plan, event: Ill, *, day: str) -> Case:
    """
    Frame who stands in for an officer who is away for a short time: all others keep what they have.

    Parameters
    ----------
    plan
        The plan with the absence among its leaves.
    event
        Who is away.
    day
        The day of the repair, ISO.

    Returns
    -------
    case
        The officer's grids seek a stand-in; their backup is the natural one.
    """
    whole = branch_case(plan, branch_of(plan, event.officer_id), overload_share=COVER_LOAD - 1, day=day)
    away = whole.officers.get_loc(event.officer_id)
    mine = whole.owner == away
    able = whole.able.copy()
    able[:, whole.apart[away]] = False
    able[:, away] = False
    free = able[np.arange(len(mine)), np.maximum(whole.backup, 0)] & (whole.backup >= 0)
    return replace(
        whole,
        owner=np.where(mine, np.where(free, whole.backup, -1), whole.owner),
        backup=np.full(len(mine), -1, dtype=np.intp),
        owner_kept=~mine & (whole.owner >= 0),
        backup_kept=np.zeros(len(mine), dtype=bool),
        able=able,
        needs_backup=np.zeros(len(mine), dtype=bool),
        natural=np.where(mine, whole.backup, whole.owner),
    )


def with_stand_ins(plan: Plan, event: Ill, stand_ins: pd.Series) -> pd.DataFrame:
    """
    Name the stand-ins backups of the grids of an officer who is away.

    Parameters
    ----------
    plan
        The plan.
    event
        Who is away.
    stand_ins
        Officer by grid; "" leaves the backup as it is.

    Returns
    -------
    assignments
        The plan's, with other backups where another officer stands in.
    """
    rows = plan.assignments
    owners = holders(rows, Role.PRIMARY, stand_ins.index)
    named = stand_ins[(owners == event.officer_id) & (stand_ins != "")]
    new = rows["grid_id"].map(named)
    other = (rows["role"] == Role.BACKUP) & new.notna() & (new != rows["officer_id"])
    changed = rows.assign(officer_id=rows["officer_id"].where(~other, new), why=rows["why"].where(~other, "stands_in"))
    covered = set(rows.loc[rows["role"] == Role.BACKUP, "grid_id"])
    added = [
        {"grid_id": grid, "officer_id": officer, "role": str(Role.BACKUP), "why": "stands_in"}
        for grid, officer in named.items()
        if grid not in covered
    ]
    return pd.concat([changed, pd.DataFrame(added, columns=rows.columns)], ignore_index=True).astype(str)
