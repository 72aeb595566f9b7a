"""Draw the grids of one branch: the ground, what a draft leads to at once, and the draft kept as a new version."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Drawn, write_step
from gridplan.model.plan import Plan
from gridplan.planning import pipeline
from gridplan.planning.comparison import Comparison, compare
from gridplan.planning.pipeline.one_branch import of_branch
from gridplan.planning.zoning.drawing.ground import Ground, ground_of
from gridplan.workspace.changing import keep_version, require_edit, whole_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import narrow


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
    _require(scope, workspace, branch_id, plan_id)
    day = (now or datetime.now(UTC)).date().isoformat()
    return ground_of(_branch(workspace, plan_id, branch_id), branch_id, drawn, day)


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
    _require(scope, workspace, branch_id, plan_id)
    part = _branch(workspace, plan_id, branch_id)
    _refuse_foreign(part, drawn, branch_id)
    return narrow(scope, pipeline.redraw(part, drawn, branch_id))


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
    _require(scope, workspace, branch_id, plan_id)
    stored = narrow(scope, _branch(workspace, plan_id, branch_id))
    one, other = (follow_draft(scope, workspace, plan_id, branch_id, d) if d else stored for d in (before, after))
    return compare(one, other, {branch_id})


def store_draft(
    scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn, *, now: datetime | None = None
) -> str:
    """
    Keep what a draft leads to as a new version; the one it came from stays as it is.

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
        If somebody else made another version of that one; says who, when and what differs.
    """
    _require(scope, workspace, branch_id, plan_id)
    if not drawn:
        raise InfeasibleError("nothing was drawn")
    whole = whole_plan(scope, workspace, plan_id)
    _refuse_foreign(of_branch(whole, branch_id), drawn, branch_id)
    changed = pipeline.redraw(whole, drawn, branch_id)
    told = {"branch": branch_id, **_told(drawn)}
    moment = now or datetime.now(UTC)
    return keep_version(scope, workspace, changed, base=plan_id, action="plan_changed", detail=told, now=moment)


def _require(scope: Scope, workspace: Workspace, branch_id: str, plan_id: str) -> None:
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="draw grids")
    require_edit(scope, workspace, branch_id, plan_id)


def _told(drawn: Drawn) -> dict[str, object]:
    special = {grid: write_step(step) for grid, step in drawn.special.items()}
    said = {"moves": dict(drawn.grid_of), "locked": dict(drawn.locked), "special": special, "named": dict(drawn.named)}
    return {name: what for name, what in said.items() if what}


def _refuse_foreign(part: Plan, drawn: Drawn, branch_id: str) -> None:
    """Refuse what no deed of ours gives: a draft is read from the database, and a database can be written to."""
    foreign = sorted(set(drawn.grid_of) - set(part.units.index))
    foreign += sorted(
        grid
        for grid in {*drawn.grid_of.values(), *drawn.locked, *drawn.special, *drawn.named}
        if grid not in part.grids.index and not grid.startswith(f"{branch_id}-")
    )
    if foreign:
        raise InfeasibleError(f"not of branch {branch_id}: {', '.join(foreign[:5])}")


def _branch(workspace: Workspace, plan_id: str, branch_id: str) -> Plan:
    return _part(workspace.path.resolve(), workspace.database.url.render_as_string(), plan_id, branch_id)


@lru_cache(maxsize=24)
def _part(folder: Path, url: str, plan_id: str, branch_id: str) -> Plan:
    """Keep a branch that is being drawn, once its head was let in; what leaves this room is narrowed."""
    del url
    return of_branch(whole_plan(OPERATOR, Workspace.open(folder), plan_id), branch_id)
