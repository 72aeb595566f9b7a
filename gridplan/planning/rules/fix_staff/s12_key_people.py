"""S12: every base grid has a few key persons and liaisons."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import KeyRole
from gridplan.planning.rules.reading import as_of, base_grids, months, units_of
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each

#: Numbers of the rule by role.
NUMBERS = {KeyRole.KEY_PERSON: "key_persons", KeyRole.LIAISON: "liaisons"}


def key_people(plan: Plan, limits: Limits) -> Judgement:
    """Count those in office by role, and see how long their terms last."""
    people, day = plan.registers.key_people, as_of(plan)
    now = people[(people["first_day"] <= day) & ((people["last_day"] == "") | (people["last_day"] >= day))]
    by_role = (_number(plan, now[now["role"] == role], role, limits) for role in KeyRole)
    return sum(by_role, start=_terms(plan, now, limits))


def _number(plan: Plan, people: pd.DataFrame, role: KeyRole, limits: Limits) -> Judgement:
    low, high = limits[NUMBERS[role]]
    home = people["unit_id"].map(units_of(plan))
    number = home.value_counts().reindex(base_grids(plan).index).fillna(0).astype(float)

    def say(grid: str) -> RuleFinding:
        few = number[grid] < low
        return limits.finding(
            "grid", grid, number[grid], f"{low}-{high}",
            (f"{role.zh} {number[grid]:.0f} 人", f"{role.en}s in office: {number[grid]:.0f}"),
            (f"增聘{role.zh}", "win another one over") if few else (f"精简{role.zh}", "keep the most reliable ones"),
        )  # fmt: skip

    return each(beyond(number, low, high), say)


def _terms(plan: Plan, people: pd.DataFrame, limits: Limits) -> Judgement:
    most, day = int(limits["term_months_max"]), as_of(plan)
    begun = people[(people["first_day"] != "") & people["unit_id"].isin(plan.units.index)]
    ended = begun["last_day"].where(begun["last_day"] != "", day)
    term = months(begun["first_day"], ended).round(0).groupby(begun["unit_id"]).max()

    def say(unit: str) -> RuleFinding:
        return limits.finding(
            "unit", unit, term[unit], f"<= {most}",
            (f"关键人或联络员任期达 {term[unit]:.0f} 个月", f"somebody's term lasts {term[unit]:.0f} months"),
            ("改选，或重新聘任", "have one chosen anew"),
        )  # fmt: skip

    return each(beyond(term, high=most), say)


S12 = Rule(
    "S12",
    Text("关键人与联络员", "Key people"),
    Text(
        "每个基础网格有数名关键人和联络员，任期有限",
        "Every base grid has a few key persons and liaisons, for a limited term",
    ),
    key_people,
    needs=("key_people",),
)
