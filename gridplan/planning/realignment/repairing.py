"""Find the smallest repair of a plan after an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from gridplan.model.limits import edited
from gridplan.model.plan import Plan
from gridplan.model.words import Declared, Role
from gridplan.planning.realignment.aftermath import Aftermath, branch_of, leave
from gridplan.planning.realignment.branches import close, open_branch
from gridplan.planning.realignment.case import Case
from gridplan.planning.realignment.events import Close, Event, Ill, Leave, Merge, Open
from gridplan.planning.realignment.framing import branch_case, holders
from gridplan.planning.realignment.handover import hand_over_list
from gridplan.planning.realignment.illness import fall_ill, is_short, stand_in_case, with_stand_ins
from gridplan.planning.realignment.least import Answer, is_least, least_change, vacancies_filled
from gridplan.planning.realignment.merging import merge, merged_branches
from gridplan.planning.realignment.phases import in_quarters
from gridplan.planning.realignment.reasons import sentence
from gridplan.planning.realignment.repair import Repair
from gridplan.planning.realignment.splitting import split_grids
from gridplan.planning.realignment.steps import STEP_COLUMNS, post_rows, steps_of, unit_steps
from gridplan.planning.service_areas.ways import Ways


@dataclass(frozen=True)
class Found:
    """The assignments of the whole plan after a repair, its steps, and whether it is proved to be the least."""

    assignments: pd.DataFrame
    steps: list[dict[str, Any]]
    proved: bool = True


def repair(
    plan: Plan,
    event: Event,
    *,
    day: str,
    ways: Ways | None = None,
    overload_share: float | None = None,
    quarter_share: float | None = None,
) -> Repair:
    """
    Find the smallest repair of a plan after an event.

    Whoever is gone is replaced, and nothing else changes unless somebody would be loaded beyond the limit by it; units
    of his grids may go to a grid next door before anybody else has to make room; no lock is touched. The fewest
    households get another owner, then the fewest relations are broken, then the fewest hours are spent; each is exact
    while grids stay whole.

    Parameters
    ----------
    plan
        The plan, with all of its households.
    event
        What happened.
    day
        The day of the repair, ISO.
    ways
        The road network, if there is one; asked where a branch opens or closes.
    overload_share
        How far above the hours an officer may be loaded; by default the dial of the plan.
    quarter_share
        Share of a branch's households that may have another owner within a quarter; by default as rule G15 says.
        Where a declaration approves the moves of a branch, they are made at once.

    Returns
    -------
    repair
        The changed plan, not completed, and what it means.

    Raises
    ------
    InfeasibleError
        If the event speaks of somebody or something that the plan doesn't have.
    """
    share = plan.params.max_overload_share if overload_share is None else overload_share
    after = _aftermath(plan, event, ways, share, day)
    if isinstance(event, Ill) and is_short(event):
        found = _bridged(after, event, day)
    else:
        after, found = _filled(after, share, day)
    steps = pd.DataFrame([*unit_steps(after), *found.steps], columns=STEP_COLUMNS)
    households = after.plan.units.groupby("branch_id")["households"].sum().astype(float)
    a_quarter = _allowed(plan) if quarter_share is None else quarter_share
    approved = [branch for branch in plan.registers.declared(Declared.MOVES, day) if branch in households]
    steps = in_quarters(steps, households.drop(approved), day, a_quarter)
    repaired = replace(after.plan, assignments=found.assignments)
    return Repair(
        event=event,
        plan=repaired,
        surveyed=after.surveyed,
        steps=steps,
        handover=hand_over_list(plan, repaired, steps[steps["households"] > 0], after.gone),
        overload_h=_overload(repaired, after.branches),
        unowned=_unowned(repaired, after.branches),
        proved=found.proved,
        households=households,
        approved=frozenset(approved),
        allowed_share=a_quarter,
    )


def _allowed(plan: Plan) -> float:
    """Read the share of rule G15."""
    return float(edited(plan.params.rules)["G15"]["moved_households_share_max"])


def _aftermath(plan: Plan, event: Event, ways: Ways | None, share: float, day: str) -> Aftermath:
    match event:
        case Leave():
            return leave(plan, event)
        case Ill():
            return fall_ill(plan, event)
        case Merge():
            return merge(plan, event, overload_share=share, day=day)
        case Close():
            return close(plan, event, ways, day)
        case Open():
            return open_branch(plan, event, ways, day)


def branches_concerned(plan: Plan, event: Event) -> tuple[str, ...]:
    """
    Name the branches whose grids or people an event concerns.

    Parameters
    ----------
    plan
        The plan.
    event
        What happened.

    Returns
    -------
    branches
        Ids; for a branch that opens, its own.

    Raises
    ------
    InfeasibleError
        If the event speaks of somebody or something that the plan doesn't have.
    """
    match event:
        case Leave() | Ill():
            return (branch_of(plan, event.officer_id),)
        case Merge():
            return merged_branches(plan, event)
        case Close() | Open():
            return (event.branch_id,)


def _filled(after: Aftermath, share: float, day: str) -> tuple[Aftermath, Found]:
    """Fill the vacant posts, branch by branch."""
    touched = after.plan.units["branch_id"].isin(after.branches)
    grids = set(after.plan.units.loc[touched, "grid_id"])
    others = after.plan.assignments[~after.plan.assignments["grid_id"].isin(grids)]
    rows, steps, proved = list[dict[str, str]](), list[dict[str, Any]](), True
    for branch in after.branches:
        after, case, answer = _least(after, branch, share, day)
        proved = proved and answer.proved
        rows += post_rows(case, answer, after.former)
        steps += steps_of(after, branch, case, answer)
    table = pd.concat([others, pd.DataFrame(rows, columns=others.columns)], ignore_index=True).astype(str)
    return after, Found(table, steps, proved)


def _least(after: Aftermath, branch: str, share: float, day: str) -> tuple[Aftermath, Case, Answer]:
    """Keep grids whole, unless units that go next door spare others from making room."""
    case = branch_case(after.plan, branch, overload_share=share, day=day)
    if not len(case.officers) or is_least(case, vacancies_filled(case)):
        return after, case, least_change(case)
    parted = split_grids(after, branch, case, day)
    if parted is not None:
        smaller = branch_case(parted.plan, branch, overload_share=share, day=day)
        answer = vacancies_filled(smaller)
        if is_least(smaller, answer):
            return parted, smaller, answer
    return after, case, least_change(case)


def _bridged(after: Aftermath, event: Ill, day: str) -> Found:
    """Name stand-ins for a short absence; nobody gets another owner."""
    case = stand_in_case(after.plan, event, day=day)
    answer = least_change(case)
    owners, backups = (holders(after.former, role, case.grids) for role in (Role.PRIMARY, Role.BACKUP))
    mine = owners[owners == event.officer_id].index
    names = [str(case.officers[place]) if place >= 0 else "" for place in answer.owner]
    named = pd.Series(names, index=case.grids)[mine]
    steps = [
        _stand_in(after, str(grid), event.officer_id, backups[grid], str(named[grid]), float(households))
        for grid, households in zip(case.grids, case.households, strict=True)
        if grid in mine
    ]
    return Found(with_stand_ins(after.plan, event, named), steps, answer.proved)


def _stand_in(after: Aftermath, grid: str, away: str, backup: str, to: str, households: float) -> dict[str, Any]:
    code = "no_stand_in" if not to else "stands_in" if to == backup else "stands_in_other"
    said = sentence(code, was=away, to=to, backup=backup or "–")
    broken = households if backup and to not in {"", backup} else 0.0
    return {
        "grid_id": grid, "unit_id": "", "branch_id": after.branches[0], "role": str(Role.BACKUP),
        "officer_from": backup, "officer_to": to or backup, "households": 0.0, "relations": broken, "reason": code,
        "zh": said.zh, "en": said.en,
    }  # fmt: skip


def _overload(plan: Plan, branches: tuple[str, ...]) -> pd.Series:
    people = plan.officers[plan.officers["branch_id"].isin(branches)]
    load = plan.units["workload_h"].groupby(plan.units["grid_id"]).sum()
    owners = holders(plan.assignments, Role.PRIMARY, load.index)
    over = load.groupby(owners).sum().reindex(people.index).fillna(0.0) - people["available_h"]
    beyond: pd.Series = over[over > np.finfo(float).eps].rename("overload_h")
    return beyond


def _unowned(plan: Plan, branches: tuple[str, ...]) -> tuple[str, ...]:
    grids = pd.Index(sorted(set(plan.units.loc[plan.units["branch_id"].isin(branches), "grid_id"])))
    owners = holders(plan.assignments, Role.PRIMARY, grids)
    return tuple(owners.index[owners == ""])
