"""Who comes, who goes, and why: one row a changed post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from gridplan.model.words import Role
from gridplan.planning.realignment.aftermath import Aftermath
from gridplan.planning.realignment.case import Case
from gridplan.planning.realignment.framing import holders
from gridplan.planning.realignment.least import Answer
from gridplan.planning.realignment.reasons import sentence

STEP_COLUMNS = ["grid_id", "unit_id", "branch_id", "role", "officer_from", "officer_to", "households", "relations",
                "reason", "zh", "en"]  # fmt: skip


def post_rows(case: Case, answer: Answer, former: pd.DataFrame) -> list[dict[str, str]]:
    """
    Write down who serves the grids of a branch afterwards.

    Parameters
    ----------
    case
        The branch.
    answer
        Who serves it.
    former
        Assignments from before.

    Returns
    -------
    rows
        `grid_id`, `officer_id`, `role`, `why`: `kept`, `successor` (who covered it before) or `handed_over`.
    """
    rows = []
    was = {role: holders(former, role, case.grids) for role in (Role.PRIMARY, Role.BACKUP)}
    for role, places in ((Role.PRIMARY, answer.owner), (Role.BACKUP, answer.backup)):
        for grid, place in zip(case.grids, places, strict=True):
            if place < 0:
                continue
            officer = str(case.officers[place])
            successor = role is Role.PRIMARY and was[Role.BACKUP][grid] == officer
            why = "kept" if was[role][grid] == officer else "successor" if successor else "handed_over"
            rows.append({"grid_id": str(grid), "officer_id": officer, "role": str(role), "why": why})
    return rows


def steps_of(after: Aftermath, branch_id: str, case: Case, answer: Answer) -> list[dict[str, Any]]:
    """
    List the changes of a branch.

    Parameters
    ----------
    after
        What the event left behind.
    branch_id
        The branch.
    case
        What was asked of it.
    answer
        What was found.

    Returns
    -------
    steps
        Rows with `STEP_COLUMNS`; `households` have another owner by it, `relations` are the pairs of a household and
        an officer that it breaks.
    """
    was = pd.DataFrame({role: holders(after.former, role, case.grids) for role in (Role.PRIMARY, Role.BACKUP)})
    now = pd.DataFrame(
        {Role.PRIMARY: _named(case, answer.owner), Role.BACKUP: _named(case, answer.backup)}, index=case.grids
    )
    rows: list[dict[str, Any]] = []
    for place, grid in enumerate(case.grids):
        one, other = dict(was.loc[grid]), dict(now.loc[grid])
        broken = {role: one[role] != "" and one[role] not in other.values() for role in one}
        codes = dict(_codes(after, place, case, answer, one, other))
        for role, code in codes.items():
            households = float(case.households[place])
            names = {"was": one[role], "to": other[role], "backup": one[Role.BACKUP], "branch": branch_id}
            said = sentence(code, **names)
            rows.append({
                "grid_id": str(grid), "unit_id": "", "branch_id": branch_id, "role": str(role),
                "officer_from": one[role], "officer_to": other[role],
                "households": households if role is Role.PRIMARY and one[role] not in ("", other[role]) else 0.0,
                "relations": households * broken[role], "reason": code, "zh": said.zh, "en": said.en,
            })  # fmt: skip
    return rows


def unit_steps(after: Aftermath) -> list[dict[str, Any]]:
    """
    List the units that went to another grid.

    Parameters
    ----------
    after
        What the event left behind.

    Returns
    -------
    steps
        Rows with `STEP_COLUMNS`, under the id that the unit had.
    """
    return [_unit_step(after, row) for row in after.units_moved.to_dict("records")]


def _unit_step(after: Aftermath, row: Mapping[Any, Any]) -> dict[str, Any]:
    pair = pd.Index([row["grid_from"], row["grid_to"]])
    owner, backup = (holders(after.former, role, pair) for role in (Role.PRIMARY, Role.BACKUP))
    (was, to), kept = owner, {owner.iloc[1], backup.iloc[1]} - {""}
    said = sentence(row["reason"], unit=row["unit_id"], into=row["into"], to=to or "–", was=was, grid=row["grid_to"])
    households = float(row["households"])
    broken = len({was, backup.iloc[0]} - {""} - kept)
    return {
        "grid_id": row["grid_to"], "unit_id": row["unit_id"],
        "branch_id": after.plan.units.at[row["into"], "branch_id"], "role": str(Role.PRIMARY),
        "officer_from": was, "officer_to": to, "households": households if was not in {"", to} else 0.0,
        "relations": households * broken, "reason": row["reason"], "zh": said.zh, "en": said.en,
    }  # fmt: skip


def _named(case: Case, places: np.ndarray) -> list[str]:
    return [str(case.officers[place]) if place >= 0 else "" for place in places]


def _codes(
    after: Aftermath, place: int, case: Case, answer: Answer, one: Mapping[Role, str], other: Mapping[Role, str]
) -> Iterator[tuple[Role, str]]:
    """Give the reason of each post of a grid that changed."""
    if one[Role.PRIMARY] != other[Role.PRIMARY]:
        yield Role.PRIMARY, _owner_code(place, case, answer, one, other)
    elif str(case.grids[place]) in after.branch_from:
        yield Role.PRIMARY, "along"
    if one[Role.BACKUP] != other[Role.BACKUP] and (one[Role.BACKUP] or other[Role.BACKUP]):
        yield Role.BACKUP, _cover_code(case, one, other)


def _owner_code(place: int, case: Case, answer: Answer, one: Mapping[Role, str], other: Mapping[Role, str]) -> str:
    if not other[Role.PRIMARY]:
        return "vacant"
    if not one[Role.PRIMARY]:
        return "filled"
    if case.owner[place] >= 0:
        return "makes_room"
    if other[Role.PRIMARY] == one[Role.BACKUP]:
        return "successor"
    return _passed_over(place, case, answer, one[Role.BACKUP])


def _passed_over(place: int, case: Case, answer: Answer, officer: str) -> str:
    """Tell why the backup doesn't follow."""
    backup = int(case.officers.get_indexer(pd.Index([officer]))[0])
    if backup < 0:
        return "no_backup"
    if not case.able[place, backup]:
        return "backup_away"
    load = case.load_h[answer.owner == backup].sum() + case.load_h[place]
    return "backup_full" if load > case.cap_h[backup] else "least"


def _cover_code(case: Case, one: Mapping[Role, str], other: Mapping[Role, str]) -> str:
    if not other[Role.BACKUP]:
        return "cover_none"
    if other[Role.BACKUP] == one[Role.PRIMARY]:
        return "cover_stays"
    if one[Role.BACKUP] and one[Role.BACKUP] == other[Role.PRIMARY]:
        return "cover_rises"
    if one[Role.BACKUP] and one[Role.BACKUP] not in case.officers:
        return "cover_gone"
    return "cover_least"
