"""P10: who serves grids has a due-diligence record."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.rules.reading import as_of
from gridplan.planning.rules.rule import Judgement, Rule, each


def due_diligence(plan: Plan, limits: Limits) -> Judgement | None:
    """Look for owners of grids without a record."""
    recorded = plan.registers.declared(Declared.DUE_DILIGENCE, as_of(plan))
    if not recorded:
        return None
    owning = plan.officers.index[plan.officers["grids_n"] > 0]
    lacking = pd.Series((~owning.isin(list(recorded))).astype(float), index=owning)

    def say(officer: str) -> RuleFinding:
        return limits.finding(
            "officer", officer, lacking[officer], "0", ("没有尽职记录", "has no due-diligence record"),
            ("补记尽职记录，以备尽职免责", "keep one, so that due diligence can be shown"),
        )  # fmt: skip

    return each(lacking, say)


P10 = Rule(
    "P10",
    Text("尽职记录", "Due-diligence record"),
    Text("有网格的客户经理留有尽职记录", "An officer who owns grids keeps a due-diligence record"),
    due_diligence,
    needs=("declarations",),
)
