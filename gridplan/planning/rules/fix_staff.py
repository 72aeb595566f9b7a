"""Fix the staff (定员): owner, backup, branch and load of the people."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gridplan.model.findings import RuleFinding
from gridplan.model.plan import Plan
from gridplan.model.words import Role, Severity
from gridplan.planning.rules.catalogue import Limits
from gridplan.planning.rules.fix_grid import base_grids

Findings = Iterator[RuleFinding]


def one_owner(plan: Plan, limits: Limits) -> Findings:
    """S01: every base grid has exactly one owner who is at work."""
    number = _at_work(plan, Role.PRIMARY).value_counts()
    for grid in base_grids(plan).index:
        owners = int(number.get(grid, 0))
        if owners != limits["owners"]:
            yield limits.finding(
                "grid", grid, owners, f"= {limits['owners']}",
                (f"在岗A角 {owners} 人", f"{owners} owners at work"),
                ("为本支行增配客户经理，或指定一名A角", "staff the branch, or name one owner"),
            )  # fmt: skip


def _at_work(plan: Plan, role: Role) -> pd.Series:
    rows = plan.assignments[plan.assignments["role"] == role]
    away = plan.officers.index[plan.officers["on_leave"].astype(bool)]
    grids: pd.Series = rows.loc[~rows["officer_id"].isin(away), "grid_id"]
    return grids


def backup_present(plan: Plan, limits: Limits) -> Findings:
    """S02: every base grid has a backup at work who is not its owner and belongs to the same branch."""
    rows = plan.assignments
    owner = rows[rows["role"] == Role.PRIMARY].drop_duplicates("grid_id").set_index("grid_id")["officer_id"]
    covers = rows[(rows["role"] == Role.BACKUP) & (rows["officer_id"] != rows["grid_id"].map(owner))]
    branch = plan.grids["branch_id"]
    away = plan.officers["on_leave"].astype(bool)
    fit = (covers["officer_id"].map(plan.officers["branch_id"]) == covers["grid_id"].map(branch)) & ~covers[
        "officer_id"
    ].map(away).fillna(value=True).astype(bool)
    number = covers.loc[fit, "grid_id"].value_counts()
    for grid in base_grids(plan).index:
        backups = int(number.get(grid, 0))
        if backups < limits["min"]:
            yield limits.finding(
                "grid", grid, backups, f">= {limits['min']}",
                ("没有可顶岗的B角", "nobody can stand in for its owner"),
                ("在本支行另指定一名在岗客户经理为B角", "name another officer of the branch who is at work"),
            )  # fmt: skip


def officer_in_branch(plan: Plan, limits: Limits) -> Findings:
    """S03: who serves a grid belongs to the branch of the grid."""
    rows = plan.assignments
    theirs, grids = rows["officer_id"].map(plan.officers["branch_id"]), rows["grid_id"].map(plan.grids["branch_id"])
    for row in rows[theirs != grids].itertuples():
        yield limits.finding(
            "officer", row.officer_id, 1.0, "0",
            (f"服务 {row.grid_id}，但不属于该网格的支行", f"serves {row.grid_id} but belongs to another branch"),
            ("改派本支行人员，或登记借调", "assign somebody of the branch, or record a loan"),
        )  # fmt: skip


def utilisation(plan: Plan, limits: Limits) -> Findings:
    """S04: the work of an officer takes 70 to 90 % of the hours; above 100 % the plan can't be kept."""
    low, high = limits["healthy"]
    top = float(limits["error_above"])
    used = plan.officers["utilisation"]
    idle = (used < low) & (plan.officers["grids_n"] > 0)  # who owns nothing is told of by S06
    for officer, share in used[idle | (used > high)].items():
        over = share > top
        zh, en = ("工作量为可用工时的", "work takes")
        yield limits.finding(
            "officer", officer, share, f"{low:.0%}-{high:.0%}",
            (f"{zh} {share:.0%}", f"{en} {share:.0%} of the hours available"),
            _relieve(plan, str(officer), share, low), severity=Severity.ERROR if over else None,
        )  # fmt: skip


def _relieve(plan: Plan, officer: str, share: float, low: float) -> tuple[str, str]:
    row = plan.officers.loc[officer].to_dict()
    if share < low:
        return ("可再承接网格，或兼任其他岗位", "has room for another grid or another post")
    hours = max(float(row["workload_h"]) - float(row["available_h"]), 0.0)
    return (
        f"每年超出 {hours:,.0f} 小时：降低走访频次、增加走访日，或把一格转给有余力的同事",
        f"{hours:,.0f} hours a year too many: visit less often, add a visit day, or hand a grid to a colleague",
    )


def households_per_officer(plan: Plan, limits: Limits) -> Findings:
    """S05: an officer who owns grids has 600 to 2,500 households."""
    low, high = limits["range"]
    owners = plan.officers[plan.officers["grids_n"] > 0]
    for officer, number in owners["households"][~owners["households"].between(low, high)].items():
        hard = number > limits["hard_max"]
        zh, en = ("，超过上限", ", beyond the hard limit") if hard else ("", "")
        few = number < low
        yield limits.finding(
            "officer", officer, number, f"{low:,}-{high:,}",
            (f"名下 {number:,.0f} 户{zh}", f"owns {number:,.0f} households{en}"),
            ("可再承接网格", "has room for another grid") if few
            else ("增配客户经理，或分层走访", "add an officer, or visit by tier"),
        )  # fmt: skip


def grids_per_officer(plan: Plan, limits: Limits) -> Findings:
    """S06: an officer at work owns 1 to 5 grids."""
    low, high = limits["range"]
    here = plan.officers[~plan.officers["on_leave"].astype(bool)]
    for officer, number in here["grids_n"][~here["grids_n"].between(low, high)].items():
        yield limits.finding(
            "officer", officer, number, f"{low}-{high}",
            (f"名下 {number:.0f} 个网格", f"owns {number:.0f} grids"),
            ("合并过小的网格，或增配人员", "merge small grids, or add an officer") if number > high
            else ("分给网格，或定为协管岗", "give a grid, or name an assistant's post"),
        )  # fmt: skip
