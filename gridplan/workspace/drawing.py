"""Draw the grids of one branch: the ground, what a draft leads to at once, and the draft kept as a new version."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd

from gridplan.access.scope import Scope
from gridplan.errors import ConflictError, InfeasibleError
from gridplan.model.bank_time import bank_day
from gridplan.model.draft_steps import Drawn, write_drawn
from gridplan.model.plan import Plan
from gridplan.planning import pipeline
from gridplan.planning.comparison import Comparison, compare
from gridplan.planning.rules import check_rules
from gridplan.planning.zoning.drawing.ground import Ground, ground_of
from gridplan.workspace.changing import keep_version
from gridplan.workspace.drawn_branch import open_branch, sketch_branch
from gridplan.workspace.newer import newest_with
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import narrow

#: Saves of others that come in between before one gives up.
_ATTEMPTS = 8


def lay_ground(
    scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn, *, now: datetime | None = None
) -> Ground:
    """
    Lay out what is there to be drawn on.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft so far come to.
    now
        The moment; by default the present.

    Returns
    -------
    ground
        The units of the branch with their grids of now, without a household.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    """
    part = open_branch(scope, workspace, plan_id, branch_id, Drawn())
    day = bank_day(now or datetime.now(UTC)).isoformat()
    return ground_of(part, branch_id, drawn, day)


def follow_draft(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn) -> Plan:
    """
    Follow a draft to what it leads to in its branch: totals, staff and findings.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft come to.

    Returns
    -------
    plan
        The branch alone, as the scope may see it, not stored.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the draft speaks of a unit that is not of that branch.
    """
    place = (scope, workspace, plan_id, branch_id, drawn)
    part = open_branch(*place)
    return narrow(scope, pipeline.conclude(sketch_branch(*place), part))


def sketch_draft(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn) -> Plan:
    """
    Follow a draft as far as what is seen first: totals and staff of its branch.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft come to.

    Returns
    -------
    plan
        The branch alone, as the scope may see it, without findings and indicators.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the draft speaks of a unit that is not of that branch.
    """
    return narrow(scope, sketch_branch(scope, workspace, plan_id, branch_id, drawn))


def judge_draft(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn) -> pd.DataFrame:
    """
    Hold what a draft leads to in its branch against every rule.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that is changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft come to.

    Returns
    -------
    findings
        As `Plan.findings` has them, those that the scope may see.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the draft speaks of a unit that is not of that branch.
    """
    plan = sketch_branch(scope, workspace, plan_id, branch_id, drawn)
    # whether a county is covered can't be seen in one branch of it
    found = check_rules(replace(plan, layers=replace(plan.layers, county=None)))
    return narrow(scope, replace(plan, findings=found)).findings


def compare_drafts(
    scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, before: Drawn, after: Drawn
) -> Comparison:
    """
    Hold what two drafts of a branch lead to against each other.

    Parameters
    ----------
    scope
        Who draws; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that both change.
    branch_id
        The branch.
    before, after
        What the steps of the drafts come to; nothing stands for the version itself.

    Returns
    -------
    comparison
        Units, grids, officers and indicators of the branch in both, and the differences.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If a draft speaks of a unit that is not of that branch.
    """
    stored = narrow(scope, open_branch(scope, workspace, plan_id, branch_id, Drawn()))
    one, other = (follow_draft(scope, workspace, plan_id, branch_id, d) if d else stored for d in (before, after))
    return compare(one, other, {branch_id})


def store_draft(
    scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn, *, now: datetime | None = None
) -> str:
    """
    Keep what a draft leads to as a new version; the one it came from stays as it is.

    Heads of many branches draw at the same time: what others have made of that version in the meantime stays, and the
    draft goes on top of it.

    Parameters
    ----------
    scope
        Who stores; the branch head or the operator.
    workspace
        The county.
    plan_id
        The version that was changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft come to.
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
        If the draft changes nothing, or speaks of a unit that is not of that branch.
    ConflictError
        If somebody else changed the same branch in a version made of that one; says who and when.
    """
    open_branch(scope, workspace, plan_id, branch_id, drawn)
    if not drawn:
        raise InfeasibleError("nothing was drawn")
    told = {"branch": branch_id, **write_drawn(drawn)}
    for _ in range(_ATTEMPTS):
        base = newest_with(scope, workspace, plan_id, branch_id)
        changed, moment = pipeline.redraw(base, drawn, branch_id), now or datetime.now(UTC)
        # another branch may be saved while this one is worked out; then it goes on top of that
        with suppress(ConflictError):
            made_of = base.meta.plan_id
            return keep_version(scope, workspace, changed, base=made_of, action="plan_changed", detail=told, now=moment)
    text = "others saved again and again while {branch} was worked out; save once more"
    raise ConflictError(text, branch=branch_id)
