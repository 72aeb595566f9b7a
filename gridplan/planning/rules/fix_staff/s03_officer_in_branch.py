"""S03: who serves a grid belongs to its branch."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.rules.reading import as_of, lent_officers
from gridplan.planning.rules.rule import Judgement, Rule, each


def officer_in_branch(plan: Plan, limits: Limits) -> Judgement:
    """Look for people who serve a grid of another branch without a written loan."""
    rows = plan.assignments
    lent = rows["officer_id"].isin(list(plan.registers.declared(Declared.LOAN, as_of(plan))))
    theirs, grids = rows["officer_id"].map(plan.officers["branch_id"]), rows["grid_id"].map(plan.grids["branch_id"])
    office = rows["officer_id"].isin(plan.registers.office_staff["staff_id"])
    on_loan = pd.MultiIndex.from_arrays([rows["officer_id"], grids]).isin(lent_officers(plan))
    foreign = ((theirs != grids) & ~lent & ~office & ~on_loan).astype(float)

    def say(row: int) -> RuleFinding:
        grid = str(rows.at[row, "grid_id"])
        return limits.finding(
            "officer", rows.at[row, "officer_id"], foreign[row], "0",
            (f"服务 {grid}，但不属于该网格的支行", f"serves {grid} but belongs to another branch"),
            ("改派本支行人员，或登记借调", "assign somebody of the branch, or record a loan"),
        )  # fmt: skip

    return each(foreign, say)


S03 = Rule(
    "S03",
    Text("本支行人员", "Of the branch"),
    Text("网格由本支行人员服务，借调须书面登记", "Who serves a grid belongs to its branch, or is lent in writing"),
    officer_in_branch,
    uses=("declarations", "loans"),
)
