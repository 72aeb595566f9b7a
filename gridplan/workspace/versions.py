"""The life of a plan version: drawn, checked, approved by a second person, in force, retired."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import FindingsError
from gridplan.model.words import PlanState
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.plan_states import set_state
from gridplan.storage.database.plans import list_plans
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace

#: Who may bring a plan into which state; the operator may do all, but nobody approves what he checked himself.
_MAY = {
    PlanState.CHECKED: (Viewer.OPERATOR, Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER),
    PlanState.APPROVED: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER),
    PlanState.ACTIVE: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER),
    PlanState.RETIRED: (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER),
}


def advance_plan(
    scope: Scope, workspace: Workspace, plan_id: str, state: PlanState, *, reason: str = "", now: datetime | None = None
) -> None:
    """
    Bring a plan into its next state.

    Parameters
    ----------
    scope
        Who acts.
    workspace
        The county.
    plan_id
        The version.
    state
        The next state.
    reason
        Why a plan with findings of severity E is taken for checked all the same.
    now
        The moment; by default the present.

    Raises
    ------
    AccessError
        If the scope may not, or the person who approves is the one who checked.
    FindingsError
        If a plan has findings of severity E and no reason is given.
    ConflictError
        If that state does not follow on the present one.
    """
    scope.require(*_MAY.get(state, ()), task=f"bring a plan to {state}")
    with audited(scope, workspace, f"plan_{state}", subject=plan_id, now=now) as act:
        errors_n = _errors(act.connection, plan_id)
        if state is PlanState.CHECKED and errors_n and not reason.strip():
            raise FindingsError(f"plan {plan_id} has {errors_n} findings of severity E; mend them, or give a reason")
        set_state(act.connection, plan_id, str(state), account=scope.account, now=act.now)
        act.detail = {"reason": reason.strip(), "E": errors_n}


def next_state(scope: Scope, workspace: Workspace, plan_id: str) -> tuple[PlanState, PlanState | None]:
    """
    Tell the state of a plan, and the next one that the scope may bring it into.

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
    state
        Where it stands.
    following
        The next state; None where there is none, or it is for others to give.
    """
    with workspace.database.reading() as connection:
        row = list_plans(connection).set_index("plan_id").loc[plan_id]
    state, order = PlanState(str(row["state"])), list(PlanState)
    following = order[order.index(state) + 1] if state in order[:3] else None
    if following is None or scope.viewer not in _MAY[following]:
        return state, None
    mine = scope.account in {row["account"], row["checked_by"]}
    return state, None if following is PlanState.APPROVED and mine else following


def _errors(connection: Connection, plan_id: str) -> int:
    found = list_plans(connection).set_index("plan_id")["E"].get(plan_id)
    return 0 if pd.isna(found) else int(found)
