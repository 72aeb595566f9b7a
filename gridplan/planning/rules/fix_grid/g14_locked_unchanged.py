"""G14: a locked grid keeps its units, and a lock ends by its last day."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared, Severity
from gridplan.planning.rules.reading import as_of
from gridplan.planning.rules.rule import Judgement, Rule, each


def locked_unchanged(plan: Plan, limits: Limits) -> Judgement | None:
    """Hold the units of what is locked against those of the version before."""
    struck = _struck_out(plan)
    if plan.former.empty or (plan.registers.declarations.empty and not struck):
        return None
    locked = {*plan.registers.declared(Declared.LOCK, as_of(plan)), *struck}
    return _units_kept(plan, limits, locked) + _locks_kept(limits, struck)


def _units_kept(plan: Plan, limits: Limits, locked: set[str]) -> Judgement:
    before, now = plan.former["grid_id"], plan.units["grid_id"].fillna("").astype(str)
    both = pd.DataFrame({"before": before, "now": now}).fillna("")
    moved = both[both["before"] != both["now"]]
    grids = pd.Index(sorted(locked & set(both["before"])))
    number = pd.Series({grid: float((moved == grid).any(axis=1).sum()) for grid in grids}, dtype=float)
    number = number.add(_locked_units(moved, locked), fill_value=0.0)

    def say(grid: str) -> RuleFinding:
        units_n = number[grid]
        return limits.finding(
            "grid", grid, units_n, "0",
            (f"已锁定，但有 {units_n:.0f} 个单元变动", f"is locked, yet {units_n:.0f} units came or went"),
            ("恢复原有单元，或先登记锁定的截止日期", "give it its units back, or first write down when the lock ends"),
        )  # fmt: skip

    return each(number, say)


def _locked_units(moved: pd.DataFrame, locked: set[str]) -> pd.Series:
    """Count locked units that left a grid which isn't locked itself."""
    own = moved[moved.index.isin(list(locked)) & ~moved["before"].isin(list(locked))]
    return own["before"].value_counts().astype(float)


def _struck_out(plan: Plan) -> set[str]:
    """Name what is there yet and was locked before, and whose lock is neither written down any more nor was ended."""
    was = set(plan.former.get("lock", pd.Series(dtype=str))) & {*plan.grids.index, *plan.units.index}
    return was - set(plan.registers.declared(Declared.LOCK))


def _locks_kept(limits: Limits, struck: set[str]) -> Judgement:
    def say(name: str) -> RuleFinding:
        return limits.finding(
            "grid", name, 1.0, "0",
            ("锁定登记被删除，而不是到期结束", "its lock was struck out instead of ended by a last day"),
            ("恢复登记，需要解锁时填写截止日期", "write the lock down again; to unlock, give it a last day"),
            severity=Severity.WARNING,
        )  # fmt: skip

    return each(pd.Series(1.0, index=sorted(struck)), say)


G14 = Rule(
    "G14",
    Text("锁定网格不变", "Locked grids stay"),
    Text(
        "锁定的网格保留全部单元，也不新增；锁定到截止日期为止，登记不得删除",
        "A locked grid keeps its units, and gets no others; a lock ends by its last day and isn't struck out",
    ),
    locked_unchanged,
    uses=("declarations",),
)
