"""Settle a workspace whose last change was cut off: the database knows whether files that are ready belong to it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from gridplan.storage.database.batches import read_setting
from gridplan.storage.database.engine import Database, open_database
from gridplan.storage.staging import READY, finish

#: Setting with the name of the last change of files that the database decided about.
CHANGE = "change"


def settle_folder(folder: Path) -> None:
    """
    Finish what was decided when its process ended, and drop what was not; a living process is left alone.

    Parameters
    ----------
    folder
        The workspace.

    Raises
    ------
    StorageError
        If the disk or the database fails; the change stays ready.
    """
    # first what needs no database: it may bring one along
    finish(folder)
    if (folder / READY).is_dir():
        finish(folder, partial(happened, open_database(folder)))


def happened(database: Database | None, name: str) -> bool:
    """
    Tell whether the database knows a change of files.

    Parameters
    ----------
    database
        The workspace's database, if there is one.
    name
        What the files call the change.

    Returns
    -------
    happened
        Whether it was the last one that the database decided for.
    """
    if database is None:
        return False
    with database.reading() as connection:
        return read_setting(connection, CHANGE) == name
