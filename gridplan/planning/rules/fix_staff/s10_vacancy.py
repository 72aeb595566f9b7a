"""S10: no grid stays without anybody for long."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.rules.reading import as_of, away_on, base_grids, owner_of, working_days
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def vacancy(plan: Plan, limits: Limits) -> Judgement:
    """Count the working days since the owner of each grid went on leave, where nobody covers it."""
    most, days = int(limits["max"]), vacant_days(plan)

    def say(grid: str) -> RuleFinding:
        since = days[grid]
        return limits.finding(
            "grid", grid, since, f"<= {most}",
            (f"A角离岗 {since:.0f} 个工作日，无人顶岗", f"its owner has been away for {since:.0f} working days"),
            ("指定在岗B角顶岗", "let a backup who is at work take it over"),
        )  # fmt: skip

    return each(beyond(days, high=most), say)


def vacant_days(plan: Plan) -> pd.Series:
    """
    Tell for how long base grids have been without anybody.

    Parameters
    ----------
    plan
        A plan with the register of leaves.

    Returns
    -------
    days
        Working days by base grid; 0 where somebody is there.
    """
    day = as_of(plan)
    away = owner_of(plan, base_grids(plan).index.to_series()).map(away_on(plan, day))
    since = away.astype(object).fillna("").astype(str)
    return working_days(since, day).where(~since.index.isin(_covered(plan, day)), 0.0)


def _covered(plan: Plan, day: str) -> set[str]:
    """Name the grids whose backup is at work."""
    away = set(away_on(plan, day).index) | set(plan.officers.index[plan.officers["on_leave"].astype(bool)])
    backups = plan.assignments[plan.assignments["role"] == Role.BACKUP]
    return set(backups.loc[~backups["officer_id"].isin(away), "grid_id"])


S10 = Rule(
    "S10",
    Text("缺岗时限", "Vacancy"),
    Text(
        "A角离岗而无人顶岗，不超过规定的工作日", "No grid is without owner and cover for longer than a few working days"
    ),
    vacancy,
    needs=("leaves",),
)
