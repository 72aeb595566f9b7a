"""Open a backup beside, look at all of it, and bring it to the present edition, before anything is changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from sqlalchemy import URL, Connection

from gridplan.errors import StorageError
from gridplan.storage.backup.making import FILES, KEY
from gridplan.storage.backup.members import Manifest, unpack
from gridplan.storage.backup.rows import unpack_tables
from gridplan.storage.backup.sealed import opening
from gridplan.storage.database.engine import Database
from gridplan.storage.database.migrate import migrate, newest_edition, upgrade


@dataclass(frozen=True)
class Staged:
    """
    A backup that was opened and found sound.

    Attributes
    ----------
    manifest
        What it says of itself.
    folder
        Files of the workspace as they will lie.
    key
        The key file, if there was one.
    database
        Its database as SQLite, in the present edition.
    """

    manifest: Manifest
    folder: Path
    key: Path | None
    database: Database


def stage(path: Path, passphrase: str, room: Path) -> Staged:
    """
    Open a backup in a folder and check everything in it.

    Parameters
    ----------
    path
        The backup.
    passphrase
        What opens it.
    room
        An empty folder.

    Returns
    -------
    staged
        What can be put in place.

    Raises
    ------
    StorageError
        If it is damaged, cut, or was written by a newer edition.
    SettingsError
        If the passphrase is another one.
    """
    try:
        with opening(path, passphrase) as stream:
            manifest = unpack(stream, room / "in")
        database = _build(manifest, room)
    except (json.JSONDecodeError, pa.ArrowException, TypeError) as error:
        raise StorageError(f"{path.name} is damaged: {error}") from error
    except OSError as error:
        raise StorageError(f"can't open {path.name} in {room.parent}: {error.strerror or error}") from error
    key = room / "in" / KEY
    return Staged(manifest, room / "in" / FILES, key if key.is_file() else None, database)


def _build(manifest: Manifest, room: Path) -> Database:
    newest = newest_edition()
    if manifest.revision > newest:
        raise StorageError(
            f"a newer GridPlan made this backup (edition {manifest.revision}, not {newest}); update the program"
        )
    database = Database(URL.create("sqlite", database=str(room / "gridplan.db")), room)
    database.keep_log()
    with database.writing() as connection:
        upgrade(connection, to=manifest.revision)
        unpack_tables(connection, room / "in", manifest.rows)
    migrate(database)
    with database.reading() as connection:
        _look_over(connection)
    return database


def _look_over(connection: Connection) -> None:
    told = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if told != "ok" or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StorageError("the backup is damaged: its tables do not fit together")
