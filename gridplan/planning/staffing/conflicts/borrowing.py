"""Officers of other branches who have hours to spare, and whom of them to borrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from gridplan.model.conflict import StaffRepair
from gridplan.model.findings import Text
from gridplan.model.plan import Plan
from gridplan.model.roster import Hard, Roster, Rule
from gridplan.planning.staffing.conflicts.loosened import PRICES, Loosening, loosen
from gridplan.planning.staffing.conflicts.repairs import mended, works

#: So many guests are asked, those of the nearest branches.
GUESTS = 12
#: A loan is a multiple of this share of an officer's time.
STEP = 0.05
#: Rounding of a share.
_SAME = 1e-9


def guests(plan: Plan, branch_id: str) -> pd.DataFrame:
    """
    List officers of other branches who could be borrowed: at work, not lent yet, with hours that no grid takes.

    Parameters
    ----------
    plan
        A plan.
    branch_id
        The branch that is short of people.

    Returns
    -------
    guests
        Officers with the hours that they can spare as `available_h`; those of the nearest branches, each branch's with
        most to spare first.
    """
    lent = plan.registers.lent(plan.meta.created_at[:10])
    people = plan.officers[plan.officers["branch_id"] != branch_id]
    people = people[~people["on_leave"].astype(bool) & ~people.index.isin(lent["officer_id"])]
    whole = people["available_h"].astype(float)
    spare = (1.0 - people["workload_h"] / whole.where(whole > 0)).fillna(0.0).clip(0.0, 1.0)
    steps = np.floor(spare / STEP + _SAME)
    off = plan.branches.geometry.distance(plan.branches.geometry[branch_id])
    ranked = people.assign(available_h=steps * STEP * whole, off=people["branch_id"].map(off), rank=-steps)
    able = ranked[steps > 0].sort_index().sort_values(["off", "branch_id", "rank"], kind="stable")
    listed: pd.DataFrame = able.drop(columns=["off", "rank"]).head(GUESTS)
    return listed


def borrowings(plan: Plan, wide: Roster, home: int) -> Iterator[StaffRepair]:
    """
    Find the fewest guests who make a request possible.

    Parameters
    ----------
    plan
        A plan.
    wide
        The request of a branch with its guests.
    home
        How many officers of the request are of the branch; the others are guests.

    Yields
    ------
    repair
        Who is borrowed and for which share of the time; it was tried on the exact model.
    """
    every = range(len(wide.grids))
    kept_out = tuple(
        Rule(Hard.LOAN, officer=o, bars=tuple((g, o) for g in every)) for o in range(home, len(wide.officers))
    )
    asked = replace(wide, rules=(*wide.rules, *kept_out))
    found = loosen(asked, add=False, only={Hard.LOAN}) if kept_out else None
    if found is not None and found.drop and works(mended(asked, found), found):
        price = PRICES[Hard.LOAN] * float(wide.hours[:home].mean() if home else wide.hours.mean()) * len(found.drop)
        names = tuple(asked.name_of(rule) for rule in found.drop)
        yield StaffRepair(drop=names, price=round(price, 2), message=_text(plan, wide, found))


def _text(plan: Plan, wide: Roster, found: Loosening) -> Text:
    loads = wide.loads(found.owner, found.backup)
    home, hours = plan.officers["branch_id"].astype(str), plan.officers["available_h"].astype(float)
    zh, en = [], []
    for rule in found.drop:
        who = wide.officers[rule.officer]
        branch, whole = home[who], hours[who]
        share = max(np.ceil(loads[rule.officer] / whole / STEP - _SAME), 1.0) * STEP
        zh.append(f"从网点 {branch} 借调客户经理 {who}，借调比例 {share:.0%}")
        en.append(f"borrow officer {who} from branch {branch} for {share:.0%} of the time")
    return Text("，".join(zh), ", ".join(en))
