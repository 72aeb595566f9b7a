"""G08: a special grid has a theme, and lies over base grids."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import GridKind
from gridplan.planning.rules.reading import base_grids
from gridplan.planning.rules.rule import Judgement, Rule, each


def special_grids(plan: Plan, limits: Limits) -> Judgement:
    """Look for special grids without a name, or without a base grid beneath that there is."""
    special, base = plan.grids[plan.grids["kind"] == GridKind.SPECIAL], set(base_grids(plan).index)
    parents = special["parents"].fillna("").astype(str).str.split(",")
    known = parents.map(lambda ids: bool(ids) and set(ids) <= base).astype(bool)
    themed = special["name"].fillna("").astype(str).str.strip() != ""
    lacking = pd.Series(2.0 - known.astype(float) - themed.astype(float), index=special.index)

    def say(grid: str) -> RuleFinding:
        zh = "、".join(word for word, has in (("主题", themed[grid]), ("所在基础网格", known[grid])) if not has)
        en = " and ".join(
            word for word, has in (("theme", themed[grid]), ("base grid beneath", known[grid])) if not has
        )
        return limits.finding(
            "grid", grid, lacking[grid], "0", (f"缺少{zh}", f"has no {en}"),
            ("写明主题，并按现有基础网格重新划定", "name its theme, and draw it anew over the base grids there are"),
        )  # fmt: skip

    return each(lacking, say)


G08 = Rule(
    "G08",
    Text("特色网格有主题与归属", "Special grids have theme and parents"),
    Text(
        "特色网格有主题，并落在现有的基础网格上", "A special grid has a theme, and lies over base grids that there are"
    ),
    special_grids,
)
