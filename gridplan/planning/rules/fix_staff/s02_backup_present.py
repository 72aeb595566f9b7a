"""S02: every base grid has a backup who can stand in."""

from __future__ import annotations

import pandas as pd

from gridplan.model.findings import RuleFinding, Text
from gridplan.model.limits import Limits
from gridplan.model.plan import Plan
from gridplan.model.words import Role
from gridplan.planning.rules.reading import as_of, base_grids, lent_officers, owner_of
from gridplan.planning.rules.rule import Judgement, Rule, beyond, each


def backup_present(plan: Plan, limits: Limits) -> Judgement:
    """Count the backups of each base grid who are at work, of its branch, not its owner, and there when he is away."""
    least, grids = int(limits["min"]), base_grids(plan)
    number = _fit(plan)["grid_id"].value_counts().reindex(grids.index).fillna(0).astype(float)

    def say(grid: str) -> RuleFinding:
        return limits.finding(
            "grid", grid, number[grid], f">= {least}",
            ("没有可顶岗的B角", "nobody can stand in for its owner"),
            (
                "在本支行另指定一名在岗、且不与A角同时休假的客户经理为B角",
                "name another officer of the branch who is at work, and not on leave together with the owner",
            ),
        )  # fmt: skip

    return each(beyond(number, low=least), say)


def _fit(plan: Plan) -> pd.DataFrame:
    """Take the backups who can stand in."""
    rows = plan.assignments[plan.assignments["role"] == Role.BACKUP]
    rows = rows.assign(owner=owner_of(plan, rows["grid_id"]))
    branch = rows["grid_id"].map(plan.grids["branch_id"])
    lent = pd.MultiIndex.from_arrays([rows["officer_id"], branch]).isin(lent_officers(plan))
    same_branch = (rows["officer_id"].map(plan.officers["branch_id"]) == branch) | lent
    away = plan.officers.index[plan.officers["on_leave"].astype(bool)]
    together = pd.MultiIndex.from_frame(rows[["owner", "officer_id"]]).isin(_away_together(plan))
    return rows[same_branch & (rows["officer_id"] != rows["owner"]) & ~rows["officer_id"].isin(away) & ~together]


def _away_together(plan: Plan) -> set[tuple[str, str]]:
    """Name the pairs whose leaves overlap, from the day of the plan on."""
    leaves = plan.registers.leaves
    if leaves.empty:
        return set()
    leaves = leaves[(leaves["last_day"] == "") | (leaves["last_day"] >= as_of(plan))]
    ended = leaves.assign(last_day=leaves["last_day"].replace("", "9999-12-31"))
    both = ended.merge(ended, how="cross", suffixes=("", "_other"))
    meet = (both["first_day"] <= both["last_day_other"]) & (both["first_day_other"] <= both["last_day"])
    return set(both.loc[meet, ["officer_id", "officer_id_other"]].itertuples(index=False, name=None))


S02 = Rule(
    "S02",
    Text("有B角", "A backup"),
    Text(
        "每个基础网格有一名本支行在岗B角，不是A角本人，也不与A角同时休假",
        "Every base grid has a backup at work of the same branch, not its owner nor on leave together with the owner",
    ),
    backup_present,
    uses=("leaves", "loans"),
)
