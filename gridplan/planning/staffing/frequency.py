"""How often each care class can be visited by the officers who are there, instead of how often one would like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from gridplan.model.params import PlanParams
from gridplan.model.words import Care

#: Columns of the plan's branches: visits a year by care class, and what keeps them from being more.
COLUMNS = {str(care): f"freq_{care}" for care in Care}
LIMIT = "freq_limit"
#: What can run out: hours a year, and visits a year by the quota of the officers.
RESOURCES = ("hours", "visits")
#: Limits that nothing has run out of: the wish is met; the table is taken as it is.
WISH, TABLE = "wish", "table"


class Frequency(NamedTuple):
    """Visits a year by care class, and what has run out: one of `RESOURCES`, or `WISH`."""

    visits: dict[str, float]
    limit: str


def solve_frequencies(needs: pd.DataFrame, capacity: pd.DataFrame, params: PlanParams) -> pd.DataFrame:
    """
    Find for every branch the largest frequencies that its officers at work can keep.

    Three goals stand for every class: the least, the usual and the wanted frequency. Every class is first raised to
    its least, the most important class first, then in the same order to what is usual, then to what is wanted, until
    `target_utilisation` of the hours or of the visits has run out. Hours and visits are linear in the frequencies and
    every class takes of both, so that this is one path in the space of frequencies on which all of them only rise,
    and the answer is its farthest point within capacity: with more capacity no class is ever visited less.

    Parameters
    ----------
    needs
        What one visit a year takes, by branch and care class, as `class_needs` has it.
    capacity
        `hours` and `visits` a year of the officers at work, by branch.
    params
        Dials: goals, order and target; with `frequency_from` set to `table` the table stands as it is.

    Returns
    -------
    frequency
        Index of `capacity`; the care classes, and `freq_limit`: `hours` or `visits`, whichever has run out; `wish`
        where every class gets what is wanted; `table` where the table was taken, as for a branch without officers.
    """
    rows = {}
    for branch, those in capacity[list(RESOURCES)].iterrows():
        if params.frequency_from == TABLE or those.min() <= 0:
            rows[branch] = {**params.frequency, LIMIT: TABLE}
        else:
            found = farthest(_of_branch(needs, str(branch)), those * params.target_utilisation, params)
            rows[branch] = {**found.visits, LIMIT: found.limit}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*COLUMNS, LIMIT]).reindex(capacity.index)


def farthest(needs: pd.DataFrame, limits: pd.Series, params: PlanParams) -> Frequency:
    """
    Go along the path of goals as far as capacity allows.

    Parameters
    ----------
    needs
        `hours` and `visits` that one visit a year takes, by care class; both or neither above 0.
    limits
        `hours` and `visits` that may be planned.
    params
        Dials: goals and order.

    Returns
    -------
    frequency
        Visits a year by care class.
    """
    visits, left, limit = dict.fromkeys(COLUMNS, 0.0), limits.to_numpy(dtype=float), WISH
    for care, goal in _steps(params):
        cost = needs.loc[care, list(RESOURCES)].to_numpy(dtype=float) * max(goal - visits[care], 0.0)
        share = np.divide(left, cost, out=np.full(len(RESOURCES), np.inf), where=cost > 0)
        taken = min(float(share.min()), 1.0)
        visits[care] += taken * max(goal - visits[care], 0.0)
        left = left - taken * cost
        if taken < 1 and limit == WISH:
            limit, left = RESOURCES[int(share.argmin())], left * 0.0
    return Frequency(visits, limit)


def _steps(params: PlanParams) -> Sequence[tuple[str, float]]:
    goals: Sequence[Mapping[str, float]] = (params.least_frequency, params.frequency, params.wanted_frequency)
    return [(care, goal[care]) for goal in goals for care in params.care_order]


def _of_branch(needs: pd.DataFrame, branch_id: str) -> pd.DataFrame:
    """Take nothing for a branch without units."""
    if branch_id not in needs.index.get_level_values(0):
        return pd.DataFrame(0.0, index=list(COLUMNS), columns=list(RESOURCES))
    its = needs.loc[branch_id]
    return pd.DataFrame({"hours": its["at_work_h"] + its["on_road_h"], "visits": its["visits"]})


def with_frequencies(branches: pd.DataFrame, frequency: pd.DataFrame) -> pd.DataFrame:
    """
    Put the frequencies of every branch beside it.

    Parameters
    ----------
    branches
        Branches, indexed by `branch_id`.
    frequency
        As `solve_frequencies` gave it.

    Returns
    -------
    branches
        With `freq_priority`, `freq_periodic`, `freq_develop`, `freq_watch` and `freq_limit`.
    """
    return branches.drop(columns=[*COLUMNS.values(), LIMIT], errors="ignore").join(frequency.rename(columns=COLUMNS))


def frequencies(branches: pd.DataFrame) -> pd.DataFrame:
    """
    Read the frequencies of every branch of a plan.

    Parameters
    ----------
    branches
        Branches of a plan; those of a plan from before frequencies were solved have none.

    Returns
    -------
    frequency
        The care classes and `limit`; no column where the plan has none.
    """
    kept = {care: column for care, column in (COLUMNS | {"limit": LIMIT}).items() if column in branches}
    return pd.DataFrame({care: branches[column] for care, column in kept.items()}, index=branches.index)
