"""What a scope sees of a stored plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import SettingsError
from gridplan.model.plan import Plan
from gridplan.storage.plans import list_plans, load_plan
from gridplan.workspace.opening import Workspace

LEVELS = ("county", "town", "branch", "grid", "unit")


def plan_versions(scope: Scope, workspace: Workspace) -> pd.DataFrame:
    """
    List the plan versions of a workspace.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.

    Returns
    -------
    versions
        One row a version, newest first.
    """
    del scope  # every role may know which versions there are
    return list_plans(workspace.path)


def view_plan(scope: Scope, workspace: Workspace, plan_id: str | None = None) -> Plan:
    """
    Open a plan version as far as the scope may see it.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    plan_id
        Version; the newest by default.

    Returns
    -------
    plan
        The plan: households of the scope's own branches or grids alone, none for a regional manager; the
        geography of the whole county.
    """
    return narrow(scope, load_plan(workspace.path, plan_id))


def narrow(scope: Scope, plan: Plan) -> Plan:
    """
    Leave out of a plan what a scope may not see.

    Parameters
    ----------
    scope
        Who asks.
    plan
        A whole plan.

    Returns
    -------
    plan
        The same plan with fewer households, findings and officers.
    """
    households = plan.households
    if not scope.sees_households:
        return replace(plan, households=households.iloc[:0])
    if scope.viewer is Viewer.OFFICER:
        mine = plan.assignments.loc[plan.assignments["officer_id"] == scope.officer_id]
        owned = mine.loc[mine["role"] == "primary", "grid_id"]
        return replace(plan, households=households[households["grid_id"].isin(owned)])
    if scope.branch_ids is not None:
        return replace(plan, households=households[households["branch_id"].isin(scope.branch_ids)])
    return plan


def coverage_table(scope: Scope, plan: Plan, by: Sequence[str]) -> pd.DataFrame:
    """
    Take the indicators of some levels.

    Parameters
    ----------
    scope
        Who asks.
    plan
        A plan.
    by
        Levels out of county, town, branch, grid, unit.

    Returns
    -------
    table
        Columns `level`, `id`, `indicator`, `value`, `numerator`, `denominator`, `base`.

    Raises
    ------
    SettingsError
        If a level is unknown.
    """
    unknown = sorted(set(by) - set(LEVELS))
    if unknown:
        raise SettingsError(f"no level {', '.join(unknown)}; choose from {', '.join(LEVELS)}")
    table = plan.indicators[plan.indicators["level"].isin(by)]
    hidden = {
        "branch": set(plan.branches.index) - set(scope.branch_ids or plan.branches.index),
        "grid": set(plan.grids.index[~plan.grids["branch_id"].map(scope.sees_branch)]),
        "unit": set(plan.units.index[~plan.units["branch_id"].map(scope.sees_branch)]),
    }
    outside = [identity in hidden.get(level, ()) for level, identity in zip(table["level"], table["id"], strict=True)]
    return table[~pd.Series(outside, table.index, dtype=bool)].reset_index(drop=True)
