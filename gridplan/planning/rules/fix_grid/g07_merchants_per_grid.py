"""G07: a grid of shops or a market has as many merchants as one officer can serve."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def merchants_per_grid(plan: Plan, limits: Limits) -> Judgement:
    """Count the merchants of each grid of shops, whether it is a base grid or lies over some."""
    low, high = plan.params.market.merchants_min, plan.params.market.merchants_max
    shops = plan.grids[plan.grids["type"].isin(limits["types"])]
    number = shops["merchants_n"].fillna(0).astype(float)

    def say(grid: str) -> RuleFinding:
        has, many = number[grid], number[grid] > high
        return limits.finding(
            "grid", grid, has, f"{low}-{high}",
            (f"商户 {has:,.0f} 家，应为 {low}–{high} 家", f"{has:,.0f} merchants instead of {low} to {high}"),
            ("按街段或楼层拆成两格", "part it by street or by floor") if many
            else ("与相邻商圈合并", "merge it with the shops next door"),
        )  # fmt: skip

    return each(beyond(number, low, high), say)


G07 = Rule(
    "G07",
    Text("每格商户数", "Merchants a grid"),
    Text(
        "沿街商户与专业市场网格的商户数适合一人服务",
        "A grid of street shops or a market has as many merchants as one officer serves",
    ),
    merchants_per_grid,
)
