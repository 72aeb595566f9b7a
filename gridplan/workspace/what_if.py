"""What another number of visit days, visits or officers would change at a branch, for those who may ask."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.plan import Plan
from gridplan.planning.staffing.what_if import what_if
from gridplan.storage.database.holdings import current_plan
from gridplan.storage.database.plans import load_plan
from gridplan.workspace.opening import Workspace

_OF_PEOPLE = ["first_visits", "weeks_to_finish"]


def what_if_table(
    scope: Scope,
    workspace: Workspace,
    branch_id: str,
    *,
    plan_id: str = "",
    visit_days: float | None = None,
    visits_per_day: float | None = None,
    officers: int = 0,
    k: int = K_SCREEN,
) -> pd.DataFrame:
    """
    Hold a branch as it is against what it would be with other visit days, visits or officers.

    Parameters
    ----------
    scope
        Who asks; a branch head for the own branch alone.
    workspace
        The county.
    branch_id
        The branch.
    plan_id
        The version; by default the one in use.
    visit_days, visits_per_day
        Visit days a week, and visits a visit day, of every officer; by default as now.
    officers
        So many more or, below 0, fewer.
    k
        The smallest number of people of whom those who see totals only are told anything; the settings may ask for
        more.

    Returns
    -------
    table
        Rows `before` and `after`, columns as `gridplan.planning.staffing.what_if.what_if` has them.

    Raises
    ------
    AccessError
        If the scope may not ask, or not for that branch.
    """
    scope.require(Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OPERATOR, task="ask what if")
    if not scope.sees_branch(branch_id):
        raise AccessError("{viewer} may not ask what if for {branch}", viewer=scope.viewer, branch=branch_id)
    plan = _of_branch(workspace.path.resolve(), workspace.database.url.render_as_string(), plan_id, branch_id)
    table = what_if(plan, branch_id=branch_id, visit_days=visit_days, visits_per_day=visits_per_day, officers=officers)
    few = table["first_visits"].lt(max(k, workspace.settings.k)).any() and not scope.sees_households
    return table.assign(**dict.fromkeys(_OF_PEOPLE, np.nan)) if few else table


def _of_branch(folder: Path, url: str, plan_id: str, branch_id: str) -> Plan:
    with Workspace.open(folder).database.reading() as connection:
        wanted = plan_id or current_plan(connection)
    return _kept(folder, url, wanted, branch_id)


@lru_cache(maxsize=4)
def _kept(folder: Path, url: str, plan_id: str, branch_id: str) -> Plan:
    """Keep the branches that are asked about, for somebody tries many numbers; what leaves here are totals."""
    del url
    with Workspace.open(folder).database.reading() as connection:
        bare = load_plan(connection, plan_id, grids=())
        grids = bare.grids.index[bare.grids["branch_id"] == branch_id]
        return load_plan(connection, plan_id, grids=list(map(str, grids)))
