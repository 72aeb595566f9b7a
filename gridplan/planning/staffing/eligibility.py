"""Who may serve which grid of a branch, and which rule by name keeps the others out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gridplan.model.registers import Registers
from gridplan.model.roster import Hard, Marks, Rule
from gridplan.model.words import Declared, GridType, Post

#: Months after which an owner hands a grid over (rule S08).
MOST_MONTHS = 36
#: Days of a month, in the mean of four years.
_MONTH_DAYS = 30.4375
#: Any day to come.
_OPEN = "9999-12-31"


def branch_rules(
    grids: pd.DataFrame,
    officers: pd.DataFrame,
    units: pd.Series,
    registers: Registers,
    day: str,
    owners: pd.Series | None = None,
) -> tuple[Rule, ...]:
    """
    List what keeps officers of a branch from its grids.

    Parameters
    ----------
    grids
        Base grids of one branch, with `type` where known.
    officers
        Officers of that branch, with `on_leave`, and `skills` (words, with semicolons between them) where kept.
    units
        Grid by unit.
    registers
        What the bank has written down.
    day
        The day that is planned for, ISO.
    owners
        Officer by grid so far; a locked grid stays with its owner.

    Returns
    -------
    rules
        Leave, skill, rotation, reviewers and locks, by position of grid and officer.
    """
    rules = (
        *_leave(grids, officers),
        *_skill(grids, officers),
        *_rotation(grids, officers, units, registers.tenures, day),
        *_reviewers(grids, officers, registers.office_staff),
        *_locks(grids, officers, units, set(registers.declared(Declared.LOCK, day)), owners),
    )
    return tuple(rules)


def away_together(officers: pd.DataFrame, leaves: pd.DataFrame, day: str) -> Marks:
    """
    Mark pairs of officers whose leaves meet.

    Parameters
    ----------
    officers
        The officers.
    leaves
        Columns `officer_id`, `first_day`, `last_day`.
    day
        Leaves that ended before it count no more, ISO.

    Returns
    -------
    apart
        Shape (officers, officers); nobody is away with himself.
    """
    apart = np.zeros((len(officers), len(officers)), dtype=bool)
    rows = leaves[leaves["officer_id"].isin(officers.index) & ~leaves["last_day"].between("0", day, inclusive="left")]
    who = officers.index.get_indexer(pd.Index(rows["officer_id"]))
    first, last = rows["first_day"].to_numpy(dtype=str), rows["last_day"].replace("", _OPEN).to_numpy(dtype=str)
    meet = (first[:, None] <= last[None, :]) & (first[None, :] <= last[:, None])
    for a, b in np.argwhere(meet):
        apart[who[a], who[b]] = who[a] != who[b]
    return apart


def _leave(grids: pd.DataFrame, officers: pd.DataFrame) -> Iterator[Rule]:
    for o in np.flatnonzero(officers["on_leave"].astype(bool)).tolist():
        yield Rule(Hard.LEAVE, officer=o, bars=tuple((g, o) for g in range(len(grids))))


def _skill(grids: pd.DataFrame, officers: pd.DataFrame) -> Iterator[Rule]:
    """Bar whose skills are written down, and the type of the grid is not among them; mixed grids ask for none."""
    if "skills" not in officers or "type" not in grids:
        return
    known = [set(str(text).split(";")) - {"", "nan", "None"} for text in officers["skills"]]
    for g, wanted in enumerate(grids["type"].astype(str)):
        if wanted == GridType.MIXED:
            continue
        bars = tuple((g, o) for o, skills in enumerate(known) if skills and wanted not in skills)
        if bars:
            yield Rule(Hard.SKILL, grid=g, bars=bars)


def _rotation(
    grids: pd.DataFrame, officers: pd.DataFrame, units: pd.Series, tenures: pd.DataFrame, day: str
) -> Iterator[Rule]:
    served = (pd.Timestamp(day or _OPEN[:4]) - pd.to_datetime(tenures["since"])).dt.days / _MONTH_DAYS
    late = tenures[served > MOST_MONTHS]
    at = grids.index.get_indexer(pd.Index(late["unit_id"].map(units).fillna("").astype(str)))
    who = officers.index.get_indexer(pd.Index(late["officer_id"].astype(str)))
    for g, o in sorted({(int(g), int(o)) for g, o in zip(at, who, strict=True) if g >= 0 and o >= 0}):
        yield Rule(Hard.ROTATION, grid=g, officer=o, bars=((g, o),), owner_only=True)


def _reviewers(grids: pd.DataFrame, officers: pd.DataFrame, office: pd.DataFrame) -> Iterator[Rule]:
    """Who reviews the grids of a branch never serves them (rule P03)."""
    reviewing = set(office.loc[office["post"] == Post.RISK_REVIEWER, "staff_id"])
    for o in np.flatnonzero(officers.index.isin(list(reviewing))).tolist():
        yield Rule(Hard.REVIEW, officer=o, bars=tuple((g, o) for g in range(len(grids))))


def _locks(
    grids: pd.DataFrame, officers: pd.DataFrame, units: pd.Series, said: set[str], owners: pd.Series | None
) -> Iterator[Rule]:
    if owners is None:
        return
    locked = said | set(units[units.index.isin(list(said))])
    held = officers.index.get_indexer(pd.Index(owners.reindex(grids.index).fillna("").astype(str)))
    for g, name in enumerate(grids.index):
        if name in locked and held[g] >= 0:
            yield Rule(Hard.LOCK, grid=g, officer=int(held[g]))
