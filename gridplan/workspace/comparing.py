"""Hold two versions of a plan against each other, as far as the scope may see both."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.scope import Scope, Viewer
from gridplan.planning.comparison import Comparison, compare
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import GEOGRAPHY, view_plan


def compare_plans(scope: Scope, workspace: Workspace, before: str, after: str, *, k: int = K_SCREEN) -> Comparison:
    """
    Compare two versions of a plan.

    Parameters
    ----------
    scope
        Who asks; a branch head is told of the own branch alone.
    workspace
        The county.
    before, after
        The versions.
    k
        The smallest number of people of whom those who see totals only are told anything; the settings may ask for
        more.

    Returns
    -------
    comparison
        What both versions show to the scope, and the differences; those who see totals only are not told of a figure
        that fewer than k people have changed.

    Raises
    ------
    AccessError
        If the scope may not compare plans.
    """
    scope.require(Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OPERATOR, task="compare plans")
    least = max(k, workspace.settings.k)
    one, other = (view_plan(scope, workspace, plan_id, k=least) for plan_id in (before, after))
    told = compare(one, other, scope.branch_ids)
    if scope.sees_households:
        return told
    return replace(told, indicators=_without_small_steps(told.indicators, least))


def _without_small_steps(figures: pd.DataFrame, k: int) -> pd.DataFrame:
    """Leave a figure out before and after where the two together say something of a few people."""
    steps = figures[["numerator_change", "denominator_change"]].abs()
    few = ((steps > 0) & (steps < k)).any(axis=1) & ~figures["base"].isin(GEOGRAPHY)
    told = figures.filter(regex="_(before|after|change)$").columns
    return figures.assign(**figures[told].mask(few))
