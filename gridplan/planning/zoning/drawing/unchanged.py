"""Whether a branch is drawn alike in two versions of a plan, so that what was drawn on one holds on the other."""

from __future__ import annotations

import pandas as pd

from gridplan.model.plan import Plan
from gridplan.model.words import Declared, GridKind


def is_unchanged(one: Plan, other: Plan, branch_id: str) -> bool:
    """
    Tell whether two plans have a branch drawn alike.

    Parameters
    ----------
    one, other
        The plans; the branch alone is enough of each.
    branch_id
        The branch.

    Returns
    -------
    unchanged
        Whether units lie in the same grids, and special grids, names and locks are the same.
    """
    return _drawn(one, branch_id) == _drawn(other, branch_id)


def _drawn(plan: Plan, branch_id: str) -> tuple[object, ...]:
    units = plan.units.loc[plan.units["branch_id"] == branch_id, "grid_id"]
    grids = plan.grids[plan.grids["branch_id"] == branch_id]
    special = grids[grids["kind"] == GridKind.SPECIAL]
    return _texts(units), _texts(grids["name"]), special.geometry.to_wkb().to_dict(), _locks(plan, grids.index)


def _texts(column: pd.Series) -> dict[str, str]:
    return {str(key): str(value) for key, value in column.items()}


def _locks(plan: Plan, grids: pd.Index) -> set[tuple[str, ...]]:
    said = plan.registers.declarations
    locks = said[(said["kind"] == str(Declared.LOCK)) & said["object_id"].isin(grids)]
    return {tuple(map(str, row)) for row in locks.itertuples(index=False)}
