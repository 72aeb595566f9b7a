"""Month against month, from dates that are known: visits have one, marks since the import that brought them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.few_months import withhold_months
from gridplan.access.scope import Scope, Viewer
from gridplan.model.plan import Plan
from gridplan.model.words import Stage
from gridplan.planning.indicators.months import month_names, month_of, monthly
from gridplan.storage.database.reached import counted_now, holding_since, known_since
from gridplan.workspace.opening import Workspace


@dataclass(frozen=True)
class _Dated:
    """What an indicator counts that has a date, and on which base."""

    stage: Stage | None
    base: str


#: Indicators whose months can be known; of the others either nothing is dated, or the base itself moves.
DATED = {
    "visit_coverage": _Dated(Stage.VISITED, "eligible"),
    "filing_rate": _Dated(Stage.FILED, "eligible"),
    "credit_granted_rate": _Dated(Stage.GRANTED, "eligible"),
    "penetration": _Dated(None, "resident"),
    "penetration_eligible": _Dated(None, "eligible"),
}
MONTHS_N = 6
_MAY = (Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OPERATOR)


def monthly_figures(
    scope: Scope, workspace: Workspace, plan: Plan, indicator: str, *, now: datetime, k: int = K_SCREEN
) -> pd.DataFrame:
    """
    Tell an indicator as of the end of each of the last months, of the households that count today.

    Parameters
    ----------
    scope
        Who asks; a branch head gets the own branches alone, those who see totals only no few people.
    workspace
        The county.
    plan
        The plan in use, as far as the scope may see it.
    indicator
        One of `DATED`.
    now
        The moment; the present month stands as of now.
    k
        The smallest number of people that is shown; the settings may ask for more.

    Returns
    -------
    table
        Columns `level`, `id`, `month`, `value`, `numerator`, `denominator`, `known`: months that ended before the
        first import of what is counted are not known.

    Raises
    ------
    AccessError
        If the scope sees no totals.
    """
    scope.require(*_MAY, task="see months")
    dated, months = DATED[indicator], month_names(now, MONTHS_N)
    with workspace.database.reading() as connection:
        counted = counted_now(connection, base=dated.base, branch_ids=scope.branch_ids)
        since, first = holding_since(connection, dated.stage), known_since(connection, dated.stage)
    units = plan.units if scope.branch_ids is None else plan.units[plan.units["branch_id"].isin(scope.branch_ids)]
    known = [] if first is None else [one for one in months if one >= month_of(pd.Series([first.isoformat()])).iloc[0]]
    table = monthly(counted, month_of(since), units, plan.meta.county, known or months[-1:])
    if not scope.sees_households:
        table = withhold_months(table, units, k=max(k, workspace.settings.k))
    if scope.branch_ids is not None:
        table = table[table["level"].isin(["branch", "grid", "unit"])]
    return _all_months(table, months, known)


def _all_months(table: pd.DataFrame, months: list[str], known: list[str]) -> pd.DataFrame:
    """Put the months of which nothing is known before the others."""
    places = table[["level", "id"]].drop_duplicates()
    every = places.merge(pd.DataFrame({"month": months}), how="cross")
    full = every.merge(table, on=["level", "id", "month"], how="left")
    full["known"] = full["month"].isin(known)
    full.loc[~full["known"], ["numerator", "denominator"]] = np.nan
    below = full["denominator"].where(full["denominator"] > 0)
    return full.assign(value=full["numerator"] / below)
