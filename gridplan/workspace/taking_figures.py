"""Take the figures of one indicator away as a file, through the same scope as the screen."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from gridplan.access.aggregates import K_EXPORT
from gridplan.access.scope import Scope, Viewer
from gridplan.model.plan import Plan
from gridplan.planning.indicators.bases import on_base
from gridplan.storage.exports.figures import write_figures
from gridplan.storage.exports.wording import SYNTHETIC
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import coverage_table, view_plan

_MAY = (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OPERATOR)


def take_figures(
    scope: Scope,
    workspace: Workspace,
    plan_id: str,
    path: Path,
    *,
    indicator: str,
    base: str,
    level: str,
    units: Collection[str] | None = None,
    lang: str = "zh",
) -> Path:
    """
    Write the figures of one indicator on one level; the audit tells who took them.

    Parameters
    ----------
    scope
        Who asks; what it may not see is not written, and of few people a file says less than a screen.
    workspace
        The county.
    plan_id
        The version.
    path
        The file, `.csv` or `.xlsx`.
    indicator
        Code of the indicator.
    base
        What it is divided by.
    level
        County, town, branch, grid or unit.
    units
        Only places that hold some of these units; None for all.
    lang
        Language of headers and words.

    Returns
    -------
    path
        The file.

    Raises
    ------
    AccessError
        If the scope may take no figures away.
    """
    scope.require(*_MAY, task="take figures away")
    plan = view_plan(scope, workspace, plan_id, k=K_EXPORT)
    table = on_base(coverage_table(scope, plan, [level]), indicator, base)
    if units is not None:
        table = table[table["id"].isin(_holding(plan, level, units))]
    with audited(scope, workspace, "figures_taken", subject=plan_id) as act:
        act.detail = {"indicator": indicator, "base": base, "level": level, "rows": len(table), "form": path.suffix}
    names = {"grid": plan.grids, "unit": plan.units, "branch": plan.branches}.get(level)
    named = table["id"] if names is None else table["id"].map(names["name"]).fillna("")
    columns = ["level", "id", "name", "indicator", "value", "numerator", "denominator", "base"]
    said = table.assign(name=named)[columns].assign(credit=plan.meta.credit, plan_id=plan_id)
    write_figures(said, path, lang, label=SYNTHETIC if plan.meta.synthetic else "")
    return path


def _holding(plan: Plan, level: str, units: Collection[str]) -> set[str]:
    """Name the places of a level that hold some of the units."""
    column = {"grid": "grid_id", "town": "town", "branch": "branch_id"}.get(level)
    within = plan.units[plan.units.index.isin(list(units))]
    if level == "county":
        return {plan.meta.county}
    kept: pd.Index | pd.Series = within.index if column is None else within[column]
    return set(map(str, kept))
