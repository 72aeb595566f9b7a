"""S08: nobody serves one place for too long."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Severity
from gridplan.planning.rules.reading import as_of, months, owner_of, units_of
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def rotation(plan: Plan, limits: Limits) -> Judgement:
    """Tell for how many months each owner has served a unit of the grid."""
    warn, most = int(limits["warn"]), int(limits["max"])
    longest = served_months(plan)

    def say(grid: str) -> RuleFinding:
        lasted, late = longest[grid], longest[grid] > most
        zh, en = ("已到轮岗期限", "must hand it over") if late else ("即将轮岗", "will have to hand it over soon")
        return limits.finding(
            "grid", grid, lasted, f"<= {most}",
            (f"A角已服务 {lasted:.0f} 个月，{zh}", f"its owner has served it for {lasted:.0f} months and {en}"),
            ("与本支行同事轮换网格", "exchange it with a colleague of the branch"),
            severity=None if late else Severity.INFO,
        )  # fmt: skip

    return each(beyond(longest, high=warn), say)


def served_months(plan: Plan) -> pd.Series:
    """
    Tell for how long owners have served their grids.

    Parameters
    ----------
    plan
        A plan with the register of tenures.

    Returns
    -------
    months
        The longest of a unit by grid; grids of which nothing is written are left out.
    """
    rows = plan.registers.tenures
    grid = rows["unit_id"].map(units_of(plan))
    mine = rows["officer_id"] == owner_of(plan, grid)
    lasted = months(rows.loc[mine, "since"], as_of(plan))
    longest: pd.Series = lasted.groupby(grid[mine]).max()
    return longest


S08 = Rule(
    "S08",
    Text("轮岗", "Rotation"),
    Text("A角服务同一网格不超过规定月数", "An owner serves a grid no longer than a number of months"),
    rotation,
    needs=("tenures",),
)
