"""Back a workspace up into one sealed file, and restore it; both stand in the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from gridplan.access.audit import record
from gridplan.access.carrying import carry_accounts
from gridplan.access.keys import key_file
from gridplan.access.retention import purge_household, revealed_households
from gridplan.access.scope import Scope, Viewer
from gridplan.access.sessions import close_every_session
from gridplan.access.tombstones import FORGOTTEN, forgotten_since, tombstone
from gridplan.errors import SettingsError
from gridplan.storage.atomic import sha256_of
from gridplan.storage.backup.making import make_backup
from gridplan.storage.backup.members import Manifest
from gridplan.storage.backup.placing import Target
from gridplan.storage.backup.restoring import restore_backup
from gridplan.storage.database.engine import Connection, Database
from gridplan.storage.database.persons import households_of_persons, purge_persons
from gridplan.storage.sole import sole
from gridplan.workspace.audited import audited
from gridplan.workspace.auditing import anchor_audit
from gridplan.workspace.importing import LOCK
from gridplan.workspace.opening import Workspace
from gridplan.workspace.storing import settle

#: A backup can be carried away and guessed at for years.
SHORTEST = 12


def back_up(
    scope: Scope, workspace: Workspace, path: Path, passphrase: str, *, now: datetime | None = None
) -> Manifest:
    """
    Write a workspace as one sealed file; it may be in use meanwhile.

    Parameters
    ----------
    scope
        Who asks; the operator or an administrator.
    workspace
        The county.
    path
        The file to write.
    passphrase
        What will open it.
    now
        The moment; by default the present.

    Returns
    -------
    manifest
        What is in it.

    Raises
    ------
    AccessError
        If the scope may not.
    SettingsError
        If the passphrase is short.
    StorageError
        If the disk or the database fails; an older file stands.
    """
    scope.require(Viewer.OPERATOR, Viewer.ADMINISTRATOR, task="back up the workspace")
    if len(passphrase) < SHORTEST:
        raise SettingsError(
            "a passphrase has {shortest} characters or more; four words are easily kept in mind", shortest=SHORTEST
        )
    moment, county, key = now or datetime.now(UTC), workspace.settings.name, key_file(workspace.path)
    # no import may come between the rows and the files
    with sole(workspace.path / LOCK, "making a backup"):
        settle(scope, workspace)
        manifest = make_backup(workspace.database, path, passphrase, county=county, now=moment, key=key)
    with audited(scope, workspace, "backed_up", subject=path.name, now=moment) as act:
        act.detail = _detail(manifest, path)
    return manifest


def restore(
    scope: Scope,
    path: Path,
    folder: Path,
    passphrase: str,
    *,
    replace: bool = False,
    now: datetime | None = None,
) -> Manifest:
    """
    Put a backup in the place of a workspace, or into an empty folder; accounts stay as they are, all sessions end.

    Parameters
    ----------
    scope
        Who asks; the operator, who holds the files.
    path
        The backup.
    folder
        The workspace.
    passphrase
        What opens the backup.
    replace
        Whether it may take the place of what is there; that is kept in `backups/`.
    now
        The moment; by default the present.

    Returns
    -------
    manifest
        What the backup says of itself.

    Raises
    ------
    AccessError
        If the scope may not.
    SettingsError
        If the passphrase is another one, or another key lies where the key goes.
    StorageError
        If the backup is damaged or cut, the disk fails, or something is there and may not be replaced.
    """
    scope.require(Viewer.OPERATOR, task="restore a workspace")
    moment, target = now or datetime.now(UTC), Target(folder, key_file(folder), replace=replace)
    last_word = partial(_settle, scope=scope, path=path, now=moment)
    with sole(folder / LOCK, "restoring a backup") if folder.is_dir() else nullcontext():
        manifest = restore_backup(path, passphrase, target, now=moment, finally_=last_word)
    anchor_audit(scope, Workspace.open(folder), now=moment)
    return manifest


def _settle(
    connection: Connection, manifest: Manifest, live: Database | None, *, scope: Scope, path: Path, now: datetime
) -> None:
    """Keep what the present state decided since about people and accounts, and write all of it into the audit."""
    say = partial(record, connection, now=now, account=scope.account)
    detail = _detail(manifest, path) | {"sessions_ended": close_every_session(connection, now=now)}
    if live is not None:
        with live.reading() as present:
            forgotten = forgotten_since(present, datetime.fromisoformat(manifest.made_at))
            detail["accounts_kept"] = carry_accounts(connection, present)
        for rows, stone in _forget(connection, forgotten):
            say(action=FORGOTTEN, subject=forgotten[stone], detail={"rows": rows, "household": stone})
    say(action="restored", subject=path.name, detail=detail)


def _forget(connection: Connection, stones: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Take away the people of forgotten households; those that the backup never knew are kept in mind, too."""
    here = {tombstone(name): name for name in (*households_of_persons(connection), *revealed_households(connection))}
    for stone in stones:
        known = [here[stone]] if stone in here else []
        yield purge_persons(connection, known) + sum(purge_household(connection, name) for name in known), stone


def _detail(manifest: Manifest, path: Path) -> dict[str, object]:
    return {"made_at": manifest.made_at, "rows": sum(manifest.rows.values()), "sha256": sha256_of(path)}
