"""A database of the first edition is opened; it is of the first or of the present one, with all its rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, insert, select

from gridplan.storage.database.batches import read_setting
from gridplan.storage.database.engine import FILE, Database, open_database
from gridplan.storage.database.migrate import edition_of, newest_edition, upgrade
from gridplan.storage.database.schema import SETTING
from tests.faults.soundness import faults_of

ROWS = 2000


def prepare(folder: Path) -> None:
    folder.mkdir()
    database = Database(URL.create("sqlite", database=str(folder / FILE)), folder)
    database.keep_log()
    with database.writing() as connection:
        upgrade(connection, to="0001")
        connection.execute(insert(SETTING), [{"key": f"k{n}", "value": f"v{n}" * 20} for n in range(ROWS)])
    database.close()


def act(folder: Path, told: Callable[[str], object]) -> None:
    open_database(folder)
    told("migrated")


def look(folder: Path, acks: list[str]) -> list[str]:
    wrong = []
    with open_database(folder).reading() as connection:
        keys = connection.execute(select(SETTING.c.key)).all()
        if (
            edition_of(connection) != newest_edition()
            or len(keys) < ROWS
            or read_setting(connection, "k7") != "v7" * 20
        ):
            wrong = [f"edition {edition_of(connection)}, {len(keys)} rows"]
    if acks and not list((folder / "backups").glob("gridplan-0001-*.db")):
        wrong += ["no backup was made first"]
    return wrong + faults_of(folder)


def read(folder: Path) -> list[str]:
    """The program asks for room first; the file itself is as it was."""
    with closing(sqlite3.connect(f"file:{folder / FILE}?immutable=1", uri=True)) as database:
        (rows,) = database.execute("SELECT count(*) FROM setting").fetchone()
    return [] if rows >= ROWS else [f"{rows} rows"]
