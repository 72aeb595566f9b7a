"""The one branch whose grids are drawn, kept while somebody draws there; nothing here is narrowed to a scope yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Drawn, write_drawn
from gridplan.model.plan import Plan
from gridplan.planning import pipeline
from gridplan.planning.pipeline.one_branch import of_branch
from gridplan.workspace.changing import require_edit, whole_plan
from gridplan.workspace.opening import Workspace

#: Branches, and drafts of them, that stay in memory.
_KEPT_N = 32


@dataclass(frozen=True)
class _Draft:
    """What the steps of a draft come to, told apart by the text of it."""

    text: str
    drawn: Drawn = field(compare=False)


def open_branch(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn) -> Plan:
    """
    Open a branch to draw its grids; what is shown of it has to be narrowed.

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
        The branch alone, as it is stored.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the draft speaks of a unit or grid that is not of that branch.
    """
    scope.require(Viewer.OPERATOR, Viewer.BRANCH_HEAD, task="draw grids")
    require_edit(scope, workspace, branch_id, plan_id)
    part = _part(*_place(workspace), plan_id, branch_id)
    _refuse_foreign(part, drawn, branch_id)
    return part


def sketch_branch(scope: Scope, workspace: Workspace, plan_id: str, branch_id: str, drawn: Drawn) -> Plan:
    """
    Follow a draft to what its branch comes to; what is shown of it has to be narrowed.

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
        The branch alone, without findings and indicators.

    Raises
    ------
    AccessError
        If the scope may not change that branch.
    InfeasibleError
        If the draft speaks of a unit or grid that is not of that branch.
    """
    open_branch(scope, workspace, plan_id, branch_id, drawn)
    return _sketched(*_place(workspace), plan_id, branch_id, _Draft(json.dumps(write_drawn(drawn)), drawn))


def _refuse_foreign(part: Plan, drawn: Drawn, branch_id: str) -> None:
    """Refuse what no deed of ours gives: a draft is read from the database, and a database can be written to."""
    foreign = sorted(set(drawn.grid_of) - set(part.units.index))
    foreign += sorted(
        grid
        for grid in {*drawn.grid_of.values(), *drawn.locked, *drawn.special, *drawn.named}
        if grid not in part.grids.index and not grid.startswith(f"{branch_id}-")
    )
    if foreign:
        raise InfeasibleError("not of branch {branch}: {units}", branch=branch_id, units=", ".join(foreign[:5]))


def _place(workspace: Workspace) -> tuple[Path, str]:
    return workspace.path.resolve(), workspace.database.url.render_as_string()


@lru_cache(maxsize=_KEPT_N)
def _part(folder: Path, url: str, plan_id: str, branch_id: str) -> Plan:
    """Keep a branch, once its head was let in."""
    del url
    return of_branch(whole_plan(OPERATOR, Workspace.open(folder), plan_id), branch_id)


@lru_cache(maxsize=_KEPT_N)
def _sketched(folder: Path, url: str, plan_id: str, branch_id: str, draft: _Draft) -> Plan:
    return pipeline.sketch(_part(folder, url, plan_id, branch_id), draft.drawn, branch_id)
