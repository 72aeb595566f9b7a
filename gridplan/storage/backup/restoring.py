"""Put a backup in the place of a workspace, or into an empty folder; a refusal leaves everything as it was."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from gridplan.errors import LockedError, StorageError
from gridplan.storage.aside import aside
from gridplan.storage.backup.making import pack, workspace_files
from gridplan.storage.backup.members import Manifest
from gridplan.storage.backup.placing import Target, keep_old, put_database, put_files, put_key
from gridplan.storage.backup.staged import stage
from gridplan.storage.backup.swapping import holds_rows, refill, shut
from gridplan.storage.database.batches import write_setting
from gridplan.storage.database.engine import FILE, VARIABLE, Database, open_database
from gridplan.storage.database.migrate import BACKUPS
from gridplan.storage.settling import CHANGE, happened
from gridplan.storage.staging import changing, finish


def restore_backup(
    path: Path,
    passphrase: str,
    target: Target,
    *,
    now: datetime,
    finally_: Callable[[Connection, Manifest, Database | None], object] = lambda *_: None,
) -> Manifest:
    """
    Restore a workspace; the former state is kept in `backups/`.

    Parameters
    ----------
    path
        The backup.
    passphrase
        What opens it.
    target
        Where it goes.
    now
        The moment.
    finally_
        Is done in the restored database before anybody sees it, such as its entry in the audit; it may look into
        the database that is replaced.

    Returns
    -------
    manifest
        What the backup says of itself.

    Raises
    ------
    StorageError
        If the backup is damaged or cut, the disk fails, or something is there and may not be replaced.
    SettingsError
        If the passphrase is another one, or another key lies where the key goes.
    """
    name = f"restore-{uuid.uuid4()}"
    with _folder(target.folder) as folder, aside(folder) as room:
        staged = stage(path, passphrase, room)
        live = _live(target)
        finish(folder, partial(happened, live))
        if not target.replace and (_has_files(folder) or (live and holds_rows(live))):
            raise StorageError(f"{folder} holds a workspace already; choose another folder, or ask to replace it")
        with staged.database.writing() as connection:
            write_setting(connection, CHANGE, name)
            finally_(connection, staged.manifest, live)
        keep = f"{BACKUPS}/before-restore-{now:%Y%m%d-%H%M%S}-{name[-4:]}"
        commit = partial(_commit, live, staged.database, folder / keep, passphrase, now) if live else None
        with changing(folder, name=name, commit=commit, known=partial(happened, live)) as change:
            keep_old(change, target, keep)
            put_files(change, staged, target)
            put_key(change, staged, target)
            if not live:
                put_database(change, staged.database, folder, keep)
    return staged.manifest


@contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """Make the folder; one that was made for nothing goes again."""
    made = not folder.exists()
    try:
        yield folder
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()


def _live(target: Target) -> Database | None:
    """Open the database that is there; one that can't be opened is put aside as a file."""
    server = bool(target.url or os.environ.get(VARIABLE))
    if not server and not (target.folder / FILE).exists():
        return None
    database = None
    try:
        database = open_database(target.folder, url=target.url)
        happened(database, "")
    except LockedError:
        raise
    except StorageError:
        if server:
            raise
        if database:
            database.close()
        return None
    return database


def _has_files(folder: Path) -> bool:
    return (folder / FILE).exists() or any(True for _ in workspace_files(folder))


def _commit(live: Database, staged: Database, keep: Path, passphrase: str, now: datetime) -> None:
    """Let the live database become the staged one; what it was before is kept beside."""
    if live.file:
        staged.close()
        live.take_over(Path(str(staged.url.database)), keep / FILE)
        return
    with live.writing() as connection, staged.reading() as source:
        shut(connection)
        pack(connection, live.folder, keep / "before.gpb", passphrase, county="", now=now)
        refill(connection, source)
