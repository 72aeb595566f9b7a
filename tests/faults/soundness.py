"""What must be so after every kill, whatever was killed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from gridplan.access.anchor import anchor_file, read_anchors
from gridplan.access.audit import verify
from gridplan.access.scope import OPERATOR
from gridplan.storage.database.engine import open_database
from gridplan.storage.settling import settle_folder
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import view_plan

#: Everything that a workspace may hold once the next process has opened it.
_KNOWN = re.compile(
    r"gridplan\.toml|gridplan\.key|audit\.anchor|\.import\.lock|gridplan\.db(-wal|-shm|\.queue)?"
    r"|(layers|data|cache|backups|plans|out)/[^.].*"
)


def faults_of(folder: Path) -> list[str]:
    """Open the workspace as the next process does, and look at its database, its audit and its files."""
    settle_folder(folder)
    with open_database(folder).reading() as connection:
        told = [f"audit: {fault}" for fault in verify(connection, read_anchors(anchor_file(folder)))]
    with closing(sqlite3.connect(folder / "gridplan.db")) as database:
        sound = database.execute("PRAGMA integrity_check").fetchone()[0]
    told += [] if sound == "ok" else [f"database: {sound}"]
    return told + [f"stray: {name}" for name in strays(folder)]


def read(folder: Path) -> list[str]:
    """Open the newest plan of the workspace while its disk is full, and see that nothing lies about."""
    plan = view_plan(OPERATOR, Workspace.open(folder))
    return [] if len(plan.grids) and len(plan.households) else ["the plan is empty"]


def strays(folder: Path) -> list[str]:
    """List files that are none of a workspace's."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in names if not _KNOWN.fullmatch(name)]
