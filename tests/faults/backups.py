"""A workspace is backed up and restored; the file is the old one or the new one, and so is the workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from gridplan.access.scope import OPERATOR
from gridplan.storage.atomic import replacing
from gridplan.storage.backup import sealed
from gridplan.storage.backup.header import Cost
from gridplan.storage.backup.sealed import opening
from gridplan.storage.database.batches import read_setting, write_setting
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import IMPORT_BATCH
from gridplan.workspace.backing_up import back_up, restore
from gridplan.workspace.opening import Workspace
from tests.faults.soundness import faults_of
from tests.faults.town import found, store

WORD = "correct horse battery"
_FILE = "out/town.gpb"


def prepare(folder: Path) -> None:
    _cheap()
    _say(found(folder).path, "old")
    store(folder, 0)
    back_up(OPERATOR, Workspace.open(folder), folder / _FILE, WORD)
    _say(folder, "new")


def act(folder: Path, told: Callable[[str], object]) -> None:
    _cheap()
    restore(OPERATOR, folder / _FILE, folder, WORD, replace=True)
    told("old")
    _say(folder, "new")
    told("new")
    back_up(OPERATOR, Workspace.open(folder), folder / _FILE, WORD)
    told("backed up")


def look(folder: Path, acks: list[str]) -> list[str]:
    _cheap()
    name = Workspace.open(folder).settings.name
    wrong = []
    with opening(folder / _FILE, WORD) as stream:
        stream.read()
    with open_database(folder).reading() as connection:
        said = read_setting(connection, "said")
        connection.execute(select(func.count()).select_from(IMPORT_BATCH)).scalar_one()
    allowed = {(): {"old", "new"}, ("old",): {"old", "new"}}.get(tuple(acks), {"new"})
    # between the two steps of `_say` database and folder differ, which is no fault of a restore that was acknowledged
    mixed = said != name and acks != ["old"]
    if mixed or said not in allowed:
        wrong += [f"the database says {said}, the folder {name} after {acks}"]
    back_up(OPERATOR, Workspace.open(folder), folder / _FILE, WORD)
    return wrong + faults_of(folder)


def _say(folder: Path, what: str) -> None:
    """Let database and folder both say the same; the folder first, for this is no operation of ours."""
    settings = (folder / "gridplan.toml").read_text(encoding="utf-8").splitlines()
    with replacing(folder / "gridplan.toml") as beside:
        beside.write_text("\n".join([f'name = "{what}"', *settings[1:]]), encoding="utf-8")
    with open_database(folder).writing() as connection:
        write_setting(connection, "said", what)


def _cheap() -> None:
    """A guess of the passphrase may cost nothing here."""
    sealed.Cost = lambda: Cost(1, 1, 8)  # type: ignore[assignment,misc]
