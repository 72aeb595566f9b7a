"""Bring a database to the present edition: a backup first, then all steps in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, select, table
from sqlalchemy import column as sql_column

from gridplan.errors import StorageError
from gridplan.storage.atomic import replacing
from gridplan.storage.database.locks import hold
from gridplan.storage.database.refusals import plainly

if TYPE_CHECKING:
    from gridplan.storage.database.engine import Database

SCRIPTS = Path(__file__).parent / "migrations"
BACKUPS = "backups"
_VERSION = table("alembic_version", sql_column("version_num"))


def newest_edition(scripts: Path = SCRIPTS) -> str:
    """
    Tell the edition that this program writes.

    Parameters
    ----------
    scripts
        Folder of the migrations.

    Returns
    -------
    edition
        Number of the last migration, such as `0002`.
    """
    return max(path.name[:4] for path in (scripts / "versions").glob("[0-9]*.py"))


def edition_of(connection: Connection) -> str:
    """
    Tell the edition of a database.

    Parameters
    ----------
    connection
        An open connection.

    Returns
    -------
    edition
        Number of the last migration that it went through; empty if it is new.
    """
    if not inspect(connection).has_table(_VERSION.name):
        return ""
    return connection.execute(select(_VERSION.c.version_num)).scalar() or ""


def migrate(database: Database, *, scripts: Path = SCRIPTS) -> None:
    """
    Bring a database to the present edition, whole or not at all.

    Parameters
    ----------
    database
        An open database.
    scripts
        Folder of the migrations.

    Raises
    ------
    StorageError
        If a newer edition of the program wrote it, or a step fails; it stands as it was.
    """
    wanted = newest_edition(scripts)
    with database.reading() as connection:
        found = edition_of(connection)
    if found > wanted:
        told = "a newer GridPlan wrote this database (edition {found}, not {wanted}); update the program"
        raise StorageError(told, found=found, wanted=wanted)
    if found == wanted:
        return
    if found and database.file:
        back_up(database.file, database.folder / BACKUPS, found)
    with database.writing() as connection:
        hold(connection, "migration")
        # another process may have done it while this one waited
        if edition_of(connection) != wanted:
            upgrade(connection, scripts)


def upgrade(connection: Connection, scripts: Path = SCRIPTS, *, to: str = "head") -> None:
    """
    Run the missing migrations inside the transaction of a connection.

    Parameters
    ----------
    connection
        A connection that writes.
    scripts
        Folder of the migrations.
    to
        Edition to stop at; by default the newest.
    """
    # alembic takes a third of a second to import, and almost no start needs it
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    command.upgrade(config, to)


def back_up(file: Path, folder: Path, edition: str) -> Path:
    """
    Copy a live SQLite database.

    Parameters
    ----------
    file
        The database.
    folder
        Where the copy goes.
    edition
        Named in the copy's name.

    Returns
    -------
    copy
        The copy, whole and synced.
    """
    place = folder / f"gridplan-{edition}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    copy(file, place)
    return place


def copy(file: Path, place: Path) -> None:
    """
    Copy a live SQLite database to a place, whole and synced.

    Parameters
    ----------
    file
        The database.
    place
        The copy.
    """
    with (
        plainly(sqlite3.Error),
        replacing(place) as beside,
        closing(sqlite3.connect(file)) as source,
        closing(sqlite3.connect(beside)) as target,
    ):
        source.backup(target)
