"""Make a backup of a workspace: its files, its key, and its database from one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from gridplan.storage.backup.header import Cost
from gridplan.storage.backup.members import Manifest, Packer
from gridplan.storage.backup.rows import pack_tables
from gridplan.storage.backup.sealed import sealing
from gridplan.storage.database.engine import Database
from gridplan.storage.database.migrate import edition_of
from gridplan.storage.labels import FILE as SETTINGS
from gridplan.storage.sources import DATA, LAYERS

FILES, KEY = "files", "key"
#: Files and folders of a workspace; the database goes by its rows, caches are made anew.
_PLACES = (SETTINGS, "audit.anchor", LAYERS, DATA, "plans")


def make_backup(
    database: Database,
    path: Path,
    passphrase: str,
    *,
    county: str,
    now: datetime,
    key: Path | None = None,
    cost: Cost | None = None,
) -> Manifest:
    """
    Write a workspace as one sealed file, all or nothing; it may be in use meanwhile.

    Parameters
    ----------
    database
        The workspace's database.
    path
        The file to write.
    passphrase
        What will open it.
    county
        Name of the county, for those who look at the backup.
    now
        The moment.
    key
        The key file of personal fields, without which they can't be read again.
    cost
        What one guess of the passphrase costs.

    Returns
    -------
    manifest
        What is in it.

    Raises
    ------
    StorageError
        If the disk or the database fails; an older file stands.
    """
    with database.reading() as connection:
        return pack(connection, database.folder, path, passphrase, county=county, now=now, key=key, cost=cost)


def pack(
    connection: Connection,
    folder: Path,
    path: Path,
    passphrase: str,
    *,
    county: str,
    now: datetime,
    key: Path | None = None,
    cost: Cost | None = None,
) -> Manifest:
    """
    Write a workspace as one sealed file, as an open transaction sees it.

    Parameters
    ----------
    connection
        The transaction.
    folder
        The workspace.
    path
        The file to write.
    passphrase
        What will open it.
    county
        Name of the county.
    now
        The moment.
    key
        The key file of personal fields.
    cost
        What one guess of the passphrase costs.

    Returns
    -------
    manifest
        What is in it.
    """
    with sealing(path, passphrase, cost=cost) as sink:
        packer = Packer(sink, Manifest(now.isoformat(timespec="seconds"), county, edition_of(connection)))
        for file in workspace_files(folder):
            packer.file(f"{FILES}/{file.relative_to(folder).as_posix()}", file)
        if key is not None and key.is_file():
            packer.file(KEY, key)
        pack_tables(connection, packer)
        packer.finish()
    return packer.manifest


def workspace_files(folder: Path) -> Iterator[Path]:
    """
    List the files of a workspace that a backup holds.

    Parameters
    ----------
    folder
        The workspace.

    Yields
    ------
    file
        None of them hidden.
    """
    for place in (folder / name for name in _PLACES):
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        hidden = (path for path in found if any(part.startswith(".") for part in path.relative_to(folder).parts))
        yield from (path for path in found if path.is_file() and path not in set(hidden))
