"""S04: the work of an officer fits into the hours."""

from __future__ import annotations

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Severity
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def utilisation(plan: Plan, limits: Limits) -> Judgement:
    """Hold the work of each officer against the hours; who owns nothing is told of by S06."""
    low, high = limits["healthy"]
    used = plan.officers["utilisation"].astype(float)
    off = beyond(used, low, high).where((used > high) | (plan.officers["grids_n"] > 0), 0.0)
    off = off.where(used <= limits["error_above"], off + 1.0)  # however idle another is, too much work is worse

    def say(officer: str) -> RuleFinding:
        share = used[officer]
        return limits.finding(
            "officer", officer, share, f"{low:.0%}-{high:.0%}",
            (f"工作量为可用工时的 {share:.0%}", f"work takes {share:.0%} of the hours available"),
            _relieve(plan, officer, limits),
            severity=Severity.ERROR if share > limits["error_above"] else None,
        )  # fmt: skip

    return each(off, say)


def _relieve(plan: Plan, officer: str, limits: Limits) -> tuple[str, str]:
    row = plan.officers.loc[officer].to_dict()
    work, hours, (low, high) = float(row["workload_h"]), float(row["available_h"]), limits["healthy"]
    if float(row["utilisation"]) < low:
        return ("可再承接网格，或兼任其他岗位", "has room for another grid or another post")
    if work <= hours * limits["error_above"]:
        spare = work - hours * high
        return (
            f"比健康上限每年多 {spare:,.0f} 小时：临时任务少派，或把一格转给有余力的同事",
            f"{spare:,.0f} hours a year above the healthy end: give no further tasks, or hand a grid to a colleague",
        )
    return (
        f"每年超出 {work - hours:,.0f} 小时：降低走访频次、增加走访日，或把一格转给有余力的同事",
        f"{work - hours:,.0f} hours a year too many: visit less often, add a visit day, or hand a grid to a colleague",
    )


S04 = Rule(
    "S04",
    Text("工时利用率", "Utilisation"),
    Text(
        "工作量占可用工时的健康区间；超过可用工时则计划无法执行",
        "The work of an officer takes a healthy share of the hours; above all of them the plan can't be kept",
    ),
    utilisation,
)
