"""Choose owner and backup of grids by hand: what it would do, and the choice as a new version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, InfeasibleError
from gridplan.model.plan import Plan
from gridplan.model.words import GridKind
from gridplan.planning.pipeline.one_branch import of_branch
from gridplan.planning.pipeline.restaffing import Pair, restaff
from gridplan.planning.staffing.eligibility import branch_rules
from gridplan.planning.staffing.loans import at_branch
from gridplan.workspace.changing import keep_version, require_edit, whole_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import narrow


def kept_out(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str) -> pd.DataFrame:
    """
    List who may not serve which grid of a branch, and which rule keeps them out.

    Parameters
    ----------
    scope
        Who asks: the branch head or the operator, for the answer tells of ties and absences.
    workspace
        The county.
    plan_id
        The version.
    branch_id
        The branch.

    Returns
    -------
    table
        Columns `grid_id`, `officer_id`, `rule` (a word of `Hard`) and `owner_only`: whether the officer may be backup.

    Raises
    ------
    AccessError
        If the scope may not ask, or not for that branch.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="ask who may serve a grid")
    if not scope.sees_branch(branch_id):
        raise AccessError(
            "{viewer} may not ask who may serve the grids of {branch}", viewer=scope.viewer, branch=branch_id
        )
    plan = whole_plan(scope, workspace, plan_id)
    base = (plan.grids["kind"] == GridKind.BASE) & (plan.grids["branch_id"] == branch_id)
    day = plan.meta.created_at[:10]
    grids, people = plan.grids[base], at_branch(plan.officers, plan.registers.lent(day), branch_id)
    rules = branch_rules(grids, people, plan.units["grid_id"], plan.registers, day)
    rows = [(grids.index[g], people.index[o], str(rule.kind), rule.owner_only) for rule in rules for g, o in rule.bars]
    return pd.DataFrame(rows, columns=["grid_id", "officer_id", "rule", "owner_only"]).astype({"owner_only": bool})


def try_staff(scope: Scope, workspace: Workspace, plan_id: str, wanted: Mapping[str, tuple[str, str]]) -> Plan:
    """
    See what a choice of people would do: hours, findings and indicators follow.

    Parameters
    ----------
    scope
        Who chooses; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    wanted
        Owner and backup by grid.

    Returns
    -------
    plan
        The changed plan as the scope may see it, not stored; of a change in one branch that branch alone.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If a grid or an officer is unknown or of another branch, or one person would be owner and backup.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="choose staff")
    plan, pairs = _allowed(scope, workspace, plan_id, wanted)
    branches = plan.grids["branch_id"].reindex(list(pairs)).unique()
    part = of_branch(plan, str(branches[0])) if len(branches) == 1 else plan
    return narrow(scope, restaff(part, pairs))


def store_staff(
    scope: Scope,
    workspace: Workspace,
    plan_id: str,
    wanted: Mapping[str, tuple[str, str]],
    *,
    now: datetime | None = None,
) -> str:
    """
    Keep a choice of people as a new version; the one it came from stays as it is.

    Parameters
    ----------
    scope
        Who chooses; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that was changed.
    wanted
        Owner and backup by grid.
    now
        Time of the version; by default the present.

    Returns
    -------
    plan_id
        Id of the new version.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the choice makes no sense.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="choose staff")
    changed = restaff(*_allowed(scope, workspace, plan_id, wanted))
    detail = {"staff": {grid: list(pair) for grid, pair in wanted.items()}}
    moment = now or datetime.now(UTC)
    return keep_version(scope, workspace, changed, base=plan_id, action="staff_chosen", detail=detail, now=moment)


def _allowed(
    scope: Scope, workspace: Workspace, plan_id: str, wanted: Mapping[str, tuple[str, str]]
) -> tuple[Plan, dict[str, Pair]]:
    plan = whole_plan(scope, workspace, plan_id)
    for grid, pair in wanted.items():
        if grid not in plan.grids.index:
            raise InfeasibleError("there is no base grid {grid} in this plan", grid=grid)
        branch = str(plan.grids.at[grid, "branch_id"])
        require_edit(scope, workspace, branch, plan_id)
        team = at_branch(plan.officers, plan.registers.lent(plan.meta.created_at[:10]), branch).index
        strangers = [who for who in pair if who not in team and plan.officers["branch_id"].get(who) != branch]
        if strangers:
            told = "{officers} is no officer of {branch}, to which grid {grid} belongs"
            raise InfeasibleError(told, officers=", ".join(strangers), branch=branch, grid=grid)
    return plan, {grid: Pair(*pair) for grid, pair in wanted.items()}
