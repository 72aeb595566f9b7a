"""Who reviews and approves for which grid."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gridplan.model.plan import Plan
from gridplan.model.words import Post
from gridplan.planning.rules.reading import base_grids


def deciders(plan: Plan, roles: Sequence[str]) -> pd.DataFrame:
    """
    List who decides for each base grid: those named for it, else the risk reviewers of its branch.

    Parameters
    ----------
    plan
        A plan.
    roles
        Roles of those who are named for a grid and decide.

    Returns
    -------
    deciders
        Columns `grid_id`, `officer_id`, `named`.
    """
    rows = plan.assignments[plan.assignments["role"].isin(roles)]
    named = pd.DataFrame(rows[["grid_id", "officer_id"]]).assign(named=True)
    staff = plan.registers.office_staff
    office = staff[staff["post"] == Post.RISK_REVIEWER][["branch_id", "staff_id"]]
    rest = pd.DataFrame(base_grids(plan)[["branch_id"]]).reset_index(names="grid_id")
    rest = rest[~rest["grid_id"].isin(named["grid_id"])].merge(office, on="branch_id")
    others = rest.rename(columns={"staff_id": "officer_id"})[["grid_id", "officer_id"]].assign(named=False)
    return pd.concat([part for part in (named, others) if len(part)] or [named], ignore_index=True)
