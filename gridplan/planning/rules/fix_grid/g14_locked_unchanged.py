"""G14: a locked grid keeps its units."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.rules.reading import as_of
from gridplan.planning.rules.rule import Judgement, Rule, each


def locked_unchanged(plan: Plan, limits: Limits) -> Judgement | None:
    """Hold the units of each locked grid against those of the version before."""
    if plan.former.empty:
        return None
    locked = plan.registers.declared(Declared.LOCK, as_of(plan))
    before, now = plan.former["grid_id"], plan.units["grid_id"].fillna("").astype(str)
    both = pd.DataFrame({"before": before, "now": now}).fillna("")
    moved = both[both["before"] != both["now"]]
    grids = pd.Index([one for one in locked if one in set(both["before"])])
    number = pd.Series({grid: float((moved == grid).any(axis=1).sum()) for grid in grids}, dtype=float)
    number = number.add(_locked_units(moved, locked), fill_value=0.0)

    def say(grid: str) -> RuleFinding:
        units_n = number[grid]
        return limits.finding(
            "grid", grid, units_n, "0",
            (f"已锁定，但有 {units_n:.0f} 个单元变动", f"is locked, yet {units_n:.0f} units came or went"),
            ("恢复原有单元，或先解锁", "give it its units back, or unlock it first"),
        )  # fmt: skip

    return each(number, say)


def _locked_units(moved: pd.DataFrame, locked: dict[str, str]) -> pd.Series:
    """Count locked units that left a grid which isn't locked itself."""
    own = moved[moved.index.isin(list(locked)) & ~moved["before"].isin(list(locked))]
    return own["before"].value_counts().astype(float)


G14 = Rule(
    "G14",
    Text("锁定网格不变", "Locked grids stay"),
    Text("锁定的网格保留全部单元，也不新增", "A locked grid keeps its units, and gets no others"),
    locked_unchanged,
    needs=("declarations",),
)
