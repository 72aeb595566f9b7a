"""P08: feedback is answered in time, and the answer is verified in the month after."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.planning.rules.reading import as_of, working_days
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def feedback(plan: Plan, limits: Limits) -> Judgement:
    """Count the working days until feedback was answered, and look for answers that nobody has verified."""
    issues = plan.registers.issues.drop_duplicates("issue_id").set_index("issue_id")
    return _answered(issues, as_of(plan), limits) + _verified(issues, as_of(plan), limits)


def _answered(issues: pd.DataFrame, day: str, limits: Limits) -> Judgement:
    most = int(limits["max"])
    days = working_days(issues["opened"], issues["answered"].where(issues["answered"] != "", day))

    def say(issue: str) -> RuleFinding:
        took = days[issue]
        return limits.finding(
            "grid", issues.at[issue, "grid_id"], took, f"<= {most}",
            (f"反馈 {issue} 历时 {took:.0f} 个工作日", f"feedback {issue} has taken {took:.0f} working days"),
            ("答复反馈人，并查明延误原因", "answer it, and find out what kept it"),
        )  # fmt: skip

    return each(beyond(days, high=most), say)


def _verified(issues: pd.DataFrame, day: str, limits: Limits) -> Judgement:
    """Verification is due by the end of the month after the answer."""
    done = issues[issues["answered"] != ""]
    month = pd.to_datetime(done["answered"]).dt.to_period("M")
    due = month.map(lambda answered: str((answered + 1).end_time.date())).astype(str)
    late = (done["verified"].where(done["verified"] != "", day) > due).astype(float)

    def say(issue: str) -> RuleFinding:
        return limits.finding(
            "grid", issues.at[issue, "grid_id"], late[issue], f"<= {due[issue]}",
            (f"反馈 {issue} 的答复未在次月核实", f"the answer to feedback {issue} wasn't verified in the month after"),
            ("回访反馈人，核实是否解决", "call on who gave it and see whether it is solved"),
        )  # fmt: skip

    return each(late, say)


P08 = Rule(
    "P08",
    Text("反馈时限", "Feedback in time"),
    Text("反馈按时答复，次月核实", "Feedback is answered in time, and the answer is verified in the month after"),
    feedback,
    needs=("issues",),
)
