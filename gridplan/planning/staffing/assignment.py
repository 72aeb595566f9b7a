"""Owner and backup of every grid of one branch, by an exact model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gridplan.model.roster import Hard, Marks, Rule
from gridplan.planning.staffing.branch_model import COLUMNS, GAP, BranchModel, Doors, Staffing
from gridplan.planning.staffing.roster_model import bar_marks
from gridplan.planning.staffing.staffing_rules import StaffingRules

__all__ = ["COLUMNS", "GAP", "Staffing", "StaffingRules", "assign"]


def assign(
    workload_h: pd.Series,
    officers: pd.DataFrame,
    travel_h: pd.DataFrame,
    rules: StaffingRules | None = None,
    *,
    locked: pd.Series | None = None,
    previous: pd.Series | None = None,
    bars: Sequence[Rule] = (),
    apart: Marks | None = None,
) -> Staffing:
    """
    Choose owner and backup of every grid together: few overloaded hours, even loads, short ways.

    Each grid has one owner and one backup, two different officers who are not on leave. Capacity has a price, so
    that a branch that is short of people still gets a plan, with the overload listed. Solved by HiGHS to a proved
    gap; equal officers are told apart by their place in the table, so the same table gives the same answer.

    Parameters
    ----------
    workload_h
        Hours a year by grid.
    officers
        `available_h` and `on_leave` by officer, those of one branch.
    travel_h
        Hours a year on the road between an officer's beat and a grid: grids in rows, officers in columns.
    rules
        What binds the choice.
    locked
        Owner by grid that must stay.
    previous
        Owner by grid so far; another one has a price.
    bars
        Rules that keep officers from grids, by position in `workload_h` and `officers`. Where rotation would leave a
        grid without any owner, it waits.
    apart
        Pairs of officers who are away at the same time and don't stand in for each other.

    Returns
    -------
    staffing
        Owners and backups; a grid that nobody can serve has none.
    """
    rules = rules or StaffingRules()
    there = ~officers["on_leave"].to_numpy(dtype=bool)
    if workload_h.empty or not there.any():
        return Staffing(pd.DataFrame(columns=COLUMNS))
    able, travel = officers[there], travel_h.loc[workload_h.index, officers.index[there]]
    away = np.zeros((len(officers), len(officers)), dtype=bool) if apart is None else apart
    held = _barred((len(workload_h), len(officers)), bars)
    barred = tuple(marks[:, there] for marks in held)
    doors = Doors(barred[0], barred[1], away[np.ix_(there, there)])
    return BranchModel(workload_h, able, travel, rules, locked, previous, doors).answer()


def _barred(shape: tuple[int, int], bars: Sequence[Rule]) -> tuple[Marks, Marks]:
    """Mark whom rules keep out; rotation waits where it would leave nobody."""
    own, cover = bar_marks(shape, bars)
    hard, _ = bar_marks(shape, [rule for rule in bars if rule.kind is not Hard.ROTATION])
    nobody = own.all(axis=1)
    own[nobody] = hard[nobody]
    return own, cover
