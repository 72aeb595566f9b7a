"""Two tables come in together; afterwards both are of one edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridplan.access.scope import OPERATOR
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from tests.faults.soundness import faults_of
from tests.faults.town import found, store, take_officers_and_branches


def prepare(folder: Path) -> None:
    found(folder)
    store(folder, 0)
    _take(folder, 0)


def act(folder: Path, told: Callable[[str], object]) -> None:
    _take(folder, 1)
    told("1")


def look(folder: Path, acks: list[str]) -> list[str]:
    last = int(acks[-1]) if acks else 0
    inputs = load_inputs(OPERATOR, Workspace.open(folder))
    editions = {name.rpartition(" 第")[2] for table in (inputs.officers, inputs.branches) for name in table["name"]}
    allowed = [{f"{edition}版"} for edition in (last, last + 1)]
    wrong = [] if editions in allowed else [f"editions {editions} after {last} was acknowledged"]
    return wrong + faults_of(folder)


def again(folder: Path) -> list[str]:
    """Import once more; it costs too much to be done after every kill."""
    _take(folder, 9)
    return faults_of(folder)


def _take(folder: Path, edition: int) -> None:
    if errors := take_officers_and_branches(folder, edition):
        raise AssertionError(errors)
