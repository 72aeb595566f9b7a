"""Files of a restore: those of the backup into their places, those that were there into `backups/`."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from gridplan.errors import SettingsError
from gridplan.storage.atomic import replacing
from gridplan.storage.backup.making import workspace_files
from gridplan.storage.backup.staged import Staged
from gridplan.storage.database.engine import FILE, Database
from gridplan.storage.staging import Change


@dataclass(frozen=True)
class Target:
    """
    Where a backup goes.

    Attributes
    ----------
    folder
        The workspace.
    key
        Where its key file lies or will lie.
    url
        Address of its database; by default as for every workspace.
    replace
        Whether it may take the place of what is there.
    """

    folder: Path
    key: Path
    url: str = ""
    replace: bool = False


def keep_old(change: Change, target: Target, keep: str) -> None:
    """
    Keep the files that were there.

    Parameters
    ----------
    change
        The restore.
    target
        Where it goes.
    keep
        Folder that keeps them, inside the workspace.
    """
    key = [target.key] if target.key.is_file() and target.key.is_relative_to(target.folder) else []
    change.keep(target.folder, [*workspace_files(target.folder), *key], keep)


def put_files(change: Change, staged: Staged, target: Target) -> None:
    """
    Put the files of the backup in place; those that it does not have, and caches, go.

    Parameters
    ----------
    change
        The restore.
    staged
        The backup.
    target
        Where it goes.
    """
    new = [path.relative_to(staged.folder) for path in staged.folder.rglob("*") if path.is_file()]
    for name in new:
        (staged.folder / name).replace(change.place(name))
    caches = (path for path in (target.folder / "cache").rglob("*") if path.is_file())
    old = (path.relative_to(target.folder) for path in (*workspace_files(target.folder), *caches))
    change.gone.extend(name for name in old if name not in set(new))


def put_key(change: Change, staged: Staged, target: Target) -> None:
    """
    Put the key in place; a key that the machine keeps elsewhere is never overwritten.

    Parameters
    ----------
    change
        The restore.
    staged
        The backup.
    target
        Where it goes.

    Raises
    ------
    SettingsError
        If another key is there.
    """
    if staged.key is None:
        return
    if target.key.is_relative_to(target.folder):
        _copy_key(staged.key, change.place(target.key.relative_to(target.folder)))
    elif not target.key.exists():
        with replacing(target.key) as beside:
            _copy_key(staged.key, beside)
    elif target.key.read_bytes() != staged.key.read_bytes():
        raise SettingsError(f"{target.key} is another key than that of the backup; move it away first")


def put_database(change: Change, database: Database, folder: Path, keep: str) -> None:
    """
    Put the database in place as a file, where there is none or one that can't be opened.

    Parameters
    ----------
    change
        The restore.
    database
        That of the backup.
    folder
        The workspace.
    keep
        Folder that keeps the broken one, inside the workspace.
    """
    file = Path(str(database.url.database))
    database.close()
    old = [path for end in ("", "-wal", "-shm") if (path := folder / f"{FILE}{end}").exists()]
    change.keep(folder, old, keep)
    change.gone.extend(path.relative_to(folder) for path in old if path.name != FILE)
    file.replace(change.place(FILE))


def _copy_key(key: Path, place: Path) -> None:
    place.touch(mode=0o600)
    shutil.copyfile(key, place)
