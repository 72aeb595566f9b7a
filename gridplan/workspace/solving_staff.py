"""Owners and backups alone, for requests that somebody brings along."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from gridplan.access.scope import Scope, Viewer
from gridplan.model.conflict import StaffConflict
from gridplan.model.findings import Text
from gridplan.model.roster import Roll, Roster
from gridplan.planning.staffing.conflicts import explain
from gridplan.planning.staffing.roster import solve_roster
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.instances.answer import write_rolls
from gridplan.storage.instances.roster import read_rosters
from gridplan.storage.stages import silent
from gridplan.workspace.opening import Progress

__all__ = ["RefusedError", "StaffSolved", "solve_staff"]

#: An answer there is, but the search for the best one ended before it was found.
UNFINISHED = Text("在规定的搜索量内未找到可行安排", "within the nodes of the search no answer was found")


class StaffSolved(NamedTuple):
    """
    Requests and what came of them.

    Attributes
    ----------
    answers
        By name of the request: owners and backups with value, bound and gap, or what is in conflict.
    conflicts
        By name, those that can't be met.
    alone
        Whether the file held one request and no list.
    """

    answers: dict[str, dict[str, Any]]
    conflicts: dict[str, StaffConflict]
    alone: bool


def solve_staff(
    scope: Scope, source: Path, target: Path | None, *, seed: int = 0, progress: Progress | None = None
) -> StaffSolved:
    """
    Choose owners and backups for the requests of a file, or say why that can't be.

    Parameters
    ----------
    scope
        Who asks; the operator alone has files.
    source
        JSON, as it is or packed with gzip; the format stands in docs/solve.md.
    target
        Where the answers are written: a file, or a folder with one file each; None if nowhere.
    seed
        Which of several equally good answers is taken.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    solved
        Answers and conflicts.

    Raises
    ------
    AccessError
        If the scope is another.
    RefusedError
        If the file is unsound.
    StorageError
        If the disk fails.
    """
    scope.require(Viewer.OPERATOR, task="solve files")
    tell = progress or silent
    tell("read", 0.0)
    rosters, alone = read_rosters(source)
    answers: dict[str, dict[str, Any]] = {}
    conflicts: dict[str, StaffConflict] = {}
    for at, roster in enumerate(rosters):
        tell("staff", 0.05 + 0.9 * at / len(rosters))
        answer = _answer(roster, seed)
        if isinstance(answer, StaffConflict):
            conflicts[roster.name] = answer
        answers[roster.name] = answer.told() if isinstance(answer, StaffConflict) else _told(answer)
    if target:
        tell("store", 0.95)
        write_rolls(target, list(answers.items()), alone=alone)
    return StaffSolved(answers, conflicts, alone)


def _answer(roster: Roster, seed: int) -> Roll | StaffConflict:
    roll = solve_roster(roster, seed=seed)
    if roll is not None:
        return roll
    return explain(roster) or StaffConflict((), minimal=False, reasons=(UNFINISHED,))


def _told(roll: Roll) -> dict[str, Any]:
    figures = {"value": roll.value, "bound": roll.bound, "gap": roll.gap}
    if roll.backup is None:
        return {"assignment": list(roll.owner), **figures}
    return {"owner": list(roll.owner), "backup": list(roll.backup), **figures}
