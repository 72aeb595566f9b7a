"""At which branch officers work, when some are lent to another."""

from __future__ import annotations

import pandas as pd

#: What of an officer is divided among the branches: hours and visits.
_DIVIDED = ("visit_days", "available_h", "quota_week")


def at_branches(officers: pd.DataFrame, lent: pd.DataFrame) -> pd.DataFrame:
    """
    List officers by the branch they work at.

    Parameters
    ----------
    officers
        Officers with `branch_id`, and days, hours and visits as far as these are known.
    lent
        Who is lent where, as `Registers.lent` tells.

    Returns
    -------
    officers
        One row an officer and branch; who is lent stands at both with the share of days, hours and visits there, and at
        home no more when nothing is left. With nobody lent the same table.
    """
    mine = lent[lent["officer_id"].isin(officers.index)]
    if mine.empty:
        return officers
    gone = mine.groupby("officer_id")["share"].sum().clip(upper=1.0).reindex(officers.index).fillna(0.0)
    there = officers.loc[mine["officer_id"]].assign(branch_id=mine["branch_id"].to_numpy())
    parts = pd.concat([officers.assign(part=1.0 - gone), there.assign(part=mine["share"].to_numpy(dtype=float))])
    parts = parts[parts["part"] > 0]
    parts.index.name = officers.index.name
    divided = {name: parts[name] * parts["part"] for name in _DIVIDED if name in parts}
    worked: pd.DataFrame = parts.assign(**divided).drop(columns="part")
    return worked


def at_branch(officers: pd.DataFrame, lent: pd.DataFrame, branch_id: str) -> pd.DataFrame:
    """
    List the officers who work at a branch.

    Parameters
    ----------
    officers
        Officers with `branch_id`.
    lent
        Who is lent where, as `Registers.lent` tells.
    branch_id
        The branch.

    Returns
    -------
    officers
        One row each, as `at_branches` has them.
    """
    everybody = at_branches(officers, lent)
    return everybody[everybody["branch_id"] == branch_id]
