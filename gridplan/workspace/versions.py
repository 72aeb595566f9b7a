"""The life of a plan version: drawn, submitted, approved by a second person or returned, published, retired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, FindingsError, InputError, StorageError
from gridplan.model.words import PlanState, Severity
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.plan_states import RETURNED, PlanEvent, plan_events, set_state
from gridplan.storage.database.plans import list_plans
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import view_plan

#: Who may bring a plan into which state; the operator may do all, but nobody approves what he submitted himself.
_MAY = {
    PlanState.DRAFT: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD),
    PlanState.CHECKED: (Viewer.OPERATOR, Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER),
    PlanState.APPROVED: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER),
    PlanState.ACTIVE: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER),
    PlanState.RETIRED: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER),
}


@dataclass(frozen=True)
class Standing:
    """
    Where a plan stands, and what the viewer may do about it.

    Attributes
    ----------
    state
        Its state.
    following
        The next state; None where there is none, or it is for others to give.
    may_return
        Whether the viewer may send it back, or take the own submission back.
    errors_n
        Its findings of severity E in the whole county.
    last
        The step that brought it here.
    """

    state: PlanState
    following: PlanState | None
    may_return: bool
    errors_n: int
    last: PlanEvent

    @property
    def was_returned(self) -> bool:
        """
        Tell whether somebody sent it back.

        Returns
        -------
        returned
            Whether that was the last step.
        """
        return self.last.what == RETURNED


def advance_plan(
    scope: Scope, workspace: Workspace, plan_id: str, state: PlanState, *, reason: str = "", now: datetime | None = None
) -> None:
    """
    Bring a plan into its next state, or send it back.

    A plan is the whole county's; who submits it answers for the errors in the own branches, and for all where the scope
    has no branches of its own. Those of others are in view of whoever approves.

    Parameters
    ----------
    scope
        Who acts.
    workspace
        The county.
    plan_id
        The version.
    state
        The next state; `draft` sends it back.
    reason
        Why a plan with findings of severity E, of the own branches, is submitted all the same, or why one goes back.
    now
        The moment; by default the present.

    Raises
    ------
    AccessError
        If the scope may not, or the person who approves is the one who submitted.
    FindingsError
        If a plan has findings of severity E that the scope answers for, and no reason is given.
    InputError
        If a plan goes back without a reason.
    ConflictError
        If that state does not follow on the present one.
    """
    scope.require(*_MAY.get(state, ()), task=f"bring a plan to {state}")
    back = state is PlanState.DRAFT
    own = _own_errors(scope, workspace, plan_id) if state is PlanState.CHECKED else None
    with audited(scope, workspace, f"plan_{RETURNED if back else state}", subject=plan_id, now=now) as act:
        if back:
            _refuse_return(scope, act.connection, plan_id, reason)
        errors_n = _errors(_version(act.connection, plan_id))
        to_answer = errors_n if own is None else own
        if state is PlanState.CHECKED and to_answer and not reason.strip():
            told = "plan {plan} has {number} findings of severity E; mend them, or give a reason"
            raise FindingsError(told, plan=plan_id, number=to_answer)
        set_state(act.connection, plan_id, str(state), account=scope.account, now=act.now, reason=reason.strip())
        act.detail = {"reason": reason.strip(), "E": errors_n, **({} if own is None else {"E_own": own})}


def standing(scope: Scope, workspace: Workspace, plan_id: str) -> Standing:
    """
    Tell where a plan stands, and what the scope may do about it.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    plan_id
        The version.

    Returns
    -------
    standing
        State, next state, and the step that brought it there.
    """
    with workspace.database.reading() as connection:
        row = _version(connection, plan_id)
        events = plan_events(connection, plan_id)
    state, order = PlanState(str(row["state"])), list(PlanState)
    following = order[order.index(state) + 1] if state in order[:3] else None
    mine = scope.account in {row["account"], row["checked_by"]}
    if following and (scope.viewer not in _MAY[following] or (mine and following is PlanState.APPROVED)):
        following = None
    return Standing(state, following, _may_return(scope, row), _errors(row), events[-1])


def _may_return(scope: Scope, row: pd.Series) -> bool:
    """Let who approves send back what waits, and who submitted take it back before that."""
    state = PlanState(str(row["state"]))
    own = state is PlanState.CHECKED and scope.account == row["checked_by"]
    if scope.viewer is Viewer.BRANCH_HEAD:
        return own
    return scope.viewer in _MAY[PlanState.DRAFT] and state in {PlanState.CHECKED, PlanState.APPROVED}


def _refuse_return(scope: Scope, connection: Connection, plan_id: str, reason: str) -> None:
    row = _version(connection, plan_id)
    if scope.viewer is Viewer.BRANCH_HEAD and not _may_return(scope, row):
        raise AccessError("a branch head takes back what he submitted himself, until somebody approved it")
    if scope.account != row["checked_by"] and not reason.strip():
        raise InputError("say why plan {plan} goes back", plan=plan_id)


def _version(connection: Connection, plan_id: str) -> pd.Series:
    versions = list_plans(connection, plan_id)
    if versions.empty:
        raise StorageError("there is no plan {plan}", plan=plan_id)
    return versions.iloc[0]


def _own_errors(scope: Scope, workspace: Workspace, plan_id: str) -> int | None:
    """Count the errors about the own branches; None for a scope that has none of its own."""
    if scope.branch_ids is None:
        return None
    found = view_plan(scope, workspace, plan_id).findings
    return int((found["severity"] == str(Severity.ERROR)).sum())


def _errors(row: pd.Series) -> int:
    return 0 if pd.isna(row["E"]) else int(row["E"])
