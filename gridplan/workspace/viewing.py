"""What a scope sees of a stored plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.few_visits import few_first_visits, few_in_a_fifth, only_own_weeks
from gridplan.access.scope import Scope, Viewer
from gridplan.access.withholding import withhold
from gridplan.errors import InputError, SettingsError
from gridplan.model.plan import Plan
from gridplan.model.registers import Registers
from gridplan.model.words import Role
from gridplan.storage.basemap import open_basemap
from gridplan.storage.database.engine import Connection
from gridplan.storage.database.holdings import current_plan, officers_on_leave
from gridplan.storage.database.plans import list_plans, load_households, load_plan
from gridplan.storage.shown_references import shown_references
from gridplan.workspace.opening import Workspace

LEVELS = ("county", "town", "branch", "grid", "unit")
#: Bases of figures that tell where households are, and nothing of the people in them.
GEOGRAPHY = frozenset({"area", "registered", "grids", "hours"})
#: Plans whose geography stays in memory; it has no households, so that it may serve every scope.
_KEPT_N = 4


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
    with workspace.database.reading() as connection:
        return list_plans(connection)


def plan_in_use(scope: Scope, workspace: Workspace) -> str:
    """
    Name the plan that everybody works by.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.

    Returns
    -------
    plan_id
        The active version; until one is, or after it retired, the last that was in force; empty before the first.
    """
    del scope  # every role works by the same plan
    with workspace.database.reading() as connection:
        return current_plan(connection)


def leave_in_view(scope: Scope, workspace: Workspace) -> list[str]:
    """
    List the officers who are on leave today, for what is kept of an officer's view depends on it.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.

    Returns
    -------
    officer_ids
        Officers; none where nobody's leave changes what the scope sees.
    """
    if scope.viewer is not Viewer.OFFICER:
        return []
    with workspace.database.reading() as connection:
        return officers_on_leave(connection)


def view_plan(scope: Scope, workspace: Workspace, plan_id: str | None = None, *, k: int = K_SCREEN) -> Plan:
    """
    Open a plan version as far as the scope may see it.

    Parameters
    ----------
    scope
        Who asks.
    workspace
        The county.
    plan_id
        Version; by default the one in use.
    k
        The smallest number of people of whom those who see totals only are told anything; the settings may ask for
        more.

    Returns
    -------
    plan
        The plan: households and figures of people of the scope's own branches or grids alone; for those who see totals
        only no households, and figures that fewer than k people have no part in; the geography of the whole county.
    """
    with workspace.database.reading() as connection:
        wanted = plan_id or current_plan(connection)
        bare = _as_of_today(scope, connection, _geography(workspace, wanted))
        bare = _beside(workspace, bare)
        held = held_grids(scope, bare)
        households = load_households(connection, wanted, grids=held)
    seen = narrow(scope, replace(bare, households=households))
    return seen if scope.sees_households else _withheld(seen, k=max(k, workspace.settings.k))


def held_grids(scope: Scope, plan: Plan) -> list[str] | None:
    """
    Tell of which grids a scope may see the households.

    Parameters
    ----------
    scope
        Who asks.
    plan
        A plan.

    Returns
    -------
    grid_ids
        An officer's own grids, and those that the officer covers as backup while their owner is on leave; a branch
        head's are those of the branch. None stands for all.
    """
    if not scope.sees_households:
        return []
    if scope.viewer is Viewer.OFFICER:
        mine = plan.assignments["officer_id"] == scope.officer_id
        away = plan.officers.index[plan.officers["on_leave"]]
        owners = plan.assignments[plan.assignments["role"] == str(Role.PRIMARY)]
        unattended = owners.loc[owners["officer_id"].isin(away), "grid_id"]
        owned = mine & (plan.assignments["role"] == str(Role.PRIMARY))
        backup = plan.assignments["role"] == str(Role.BACKUP)
        covered = mine & backup & plan.assignments["grid_id"].isin(unattended)
        return sorted(plan.assignments.loc[owned | covered, "grid_id"].unique())
    if scope.branch_ids is None:
        return None
    return sorted(plan.grids.index[plan.grids["branch_id"].isin(scope.branch_ids)])


def narrow(scope: Scope, plan: Plan) -> Plan:
    """
    Leave out of a plan what a scope may not see.

    Parameters
    ----------
    scope
        Who asks.
    plan
        A plan with the households of anybody.

    Returns
    -------
    plan
        The same plan with the households of the scope alone; a branch head or an officer also gets figures of people
        and findings about nobody else's grids, nor about towns and the county, from which they could be worked out.
    """
    held = held_grids(scope, plan)
    if held is None:
        return plan
    seen = replace(plan, households=plan.households[plan.households["grid_id"].isin(held)])
    own = _own(scope, plan, held)
    seen = replace(seen, registers=_registers(scope, plan, own))
    if not scope.sees_households:
        return seen
    seen = only_own_weeks(seen, branches=own["branch"], officers=own["officer"])
    figures, said = plan.indicators, plan.findings
    spared = figures["base"].isin(GEOGRAPHY)
    return replace(
        seen,
        indicators=figures[spared | _among(own, figures["level"], figures["id"])].reset_index(drop=True),
        findings=said[_among(own, said["object_type"], said["object_id"])].reset_index(drop=True),
    )


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
        raise SettingsError(
            "no level {given}; choose from {options}", given=", ".join(unknown), options=", ".join(LEVELS)
        )
    figures = narrow(scope, plan).indicators
    table = figures[figures["level"].isin(by)]
    hidden = {
        "branch": set(plan.branches.index) - set(scope.branch_ids or plan.branches.index),
        "grid": set(plan.grids.index[~plan.grids["branch_id"].map(scope.sees_branch)]),
        "unit": set(plan.units.index[~plan.units["branch_id"].map(scope.sees_branch)]),
    }
    outside = [identity in hidden.get(level, ()) for level, identity in zip(table["level"], table["id"], strict=True)]
    return table[~pd.Series(outside, table.index, dtype=bool)].reset_index(drop=True)


def _beside(workspace: Workspace, plan: Plan) -> Plan:
    """Put what is only looked at beside a plan; a basemap that can't be read hinders nobody, `check` tells of it."""
    basemap = None
    with suppress(InputError):
        basemap = open_basemap(workspace.path, workspace.settings.basemap)
    return replace(plan, references=shown_references(workspace.path, plan.meta.crs), basemap=basemap)


def _as_of_today(scope: Scope, connection: Connection, plan: Plan) -> Plan:
    """Let the leave of today tell whom an officer covers, as for single households; a plan knows its own day's."""
    if scope.viewer is not Viewer.OFFICER:
        return plan
    away = plan.officers.index.isin(officers_on_leave(connection))
    return replace(plan, officers=plan.officers.assign(on_leave=away))


def _own(scope: Scope, plan: Plan, held: Sequence[str]) -> dict[str, set[str]]:
    """Name what a branch head or an officer may see every figure of, by its kind."""
    if scope.viewer is Viewer.OFFICER:
        branches, officers = set[str](), {str(scope.officer_id)}
    else:
        branches = set(scope.branch_ids or ())
        officers = set(plan.officers.index[plan.officers["branch_id"].isin(branches)])
    units = set(plan.units.index[plan.units["grid_id"].isin(held) | plan.units["branch_id"].isin(branches)])
    return {"branch": branches, "grid": set(held), "unit": units, "officer": officers, "post": officers}


def _registers(scope: Scope, plan: Plan, own: Mapping[str, set[str]]) -> Registers:
    """Leave out ties, absences and people of villages that are no business of the viewer's."""
    if scope.sees_households:
        kept = plan.registers.only(units=own["unit"], officers=own["officer"], branches=own["branch"])
        return replace(kept, issues=kept.issues[kept.issues["grid_id"].isin(own["grid"])])
    told = plan.registers
    return Registers(
        office_staff=told.office_staff, stations=told.stations, declarations=told.declarations, loans=told.loans
    )


def _among(own: Mapping[str, set[str]], kinds: pd.Series, ids: pd.Series) -> pd.Series:
    found = [identity in own.get(kind, ()) for kind, identity in zip(kinds, ids, strict=True)]
    return pd.Series(found, kinds.index, dtype=bool)


def _geography(workspace: Workspace, plan_id: str) -> Plan:
    return _kept(workspace.path.resolve(), workspace.database.url.render_as_string(), plan_id)


@lru_cache(maxsize=_KEPT_N)
def _kept(folder: Path, url: str, plan_id: str) -> Plan:
    """Keep a plan without a single household; versions never change."""
    del url
    with Workspace.open(folder).database.reading() as connection:
        return load_plan(connection, plan_id, grids=())


def _withheld(plan: Plan, *, k: int) -> Plan:
    """Leave out figures about fewer than k people; what branches reach is geography and always shown."""
    places = plan.units[["grid_id", "branch_id", "town"]]
    shown = few_in_a_fifth(withhold(plan.indicators, places, k=k, spared=GEOGRAPHY), k=k)
    return few_first_visits(replace(plan, indicators=shown), k=k)
