"""P05: households are visited as often as is usual for their care class."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Care
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def visit_frequency(plan: Plan, limits: Limits) -> Judgement | None:
    """Hold the frequencies that a branch has hours for against what is usual; the care class with the least counts."""
    share, least = _shares(plan), float(limits["usual_share_min"])
    if share.empty:
        return None
    worst, care = share.min(axis=1), share.idxmin(axis=1)

    def say(branch: str) -> RuleFinding:
        kind = Care(str(care[branch]))
        has, usual = plan.branches.at[branch, f"freq_{kind}"], plan.params.frequency[kind]
        wanted = plan.params.wanted_frequency[kind]
        return limits.finding(
            "branch", branch, worst[branch], f">= {least:.0%}",
            (
                f"{kind.zh}每年只能走访 {has:.2f} 次，常规 {usual:g} 次，期望 {wanted:g} 次",
                f"{kind.en}: {has:.2f} visits a year instead of the usual {usual:g}; {wanted:g} are wanted",
            ),
            ("增加走访日或人员，或调低期望频次", "add a visit day or an officer, or want less"),
        )  # fmt: skip

    return each(beyond(worst, low=least), say)


def _shares(plan: Plan) -> pd.DataFrame:
    """Share of what is usual, by branch with grids and care class; no column where the plan has no frequencies."""
    usual = {str(care): plan.params.frequency[care] for care in Care if plan.params.frequency[care] > 0}
    rows = plan.branches[plan.branches["grids_n"] > 0]
    kept = {care: rows[f"freq_{care}"].astype(float) / often for care, often in usual.items() if f"freq_{care}" in rows}
    return pd.DataFrame(kept, index=rows.index)


P05 = Rule(
    "P05",
    Text("走访频次", "Frequency of visits"),
    Text(
        "各类农户的走访频次不低于常规，由工时倒推",
        "Households of every care class are visited as often as is usual, as far as hours and visits allow",
    ),
    visit_frequency,
)
