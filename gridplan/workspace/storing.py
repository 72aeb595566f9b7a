"""Store files that were read as one batch: rows into the database, layers into their folder, all or nothing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from gridplan.access.scope import Scope, Viewer
from gridplan.storage.atomic import sha256_of
from gridplan.storage.database.batches import new_batch, read_setting, write_setting
from gridplan.storage.database.migrate import BACKUPS
from gridplan.storage.database.tables import store_tables
from gridplan.storage.incoming import Incoming, put_files, replaced_files
from gridplan.storage.settling import CHANGE, happened, settle_folder
from gridplan.storage.sources import Source, find_sources, goes_to_database
from gridplan.storage.staging import changing
from gridplan.workspace.audited import Act, audited
from gridplan.workspace.opening import Progress, Workspace
from gridplan.workspace.persons import store_persons


def settle(scope: Scope, workspace: Workspace) -> None:
    """
    Finish, or drop, an import that its process could not end.

    Parameters
    ----------
    scope
        Who comes along; everybody finds the workspace settled.
    workspace
        The county.
    """
    del scope
    settle_folder(workspace.path)


def waiting(scope: Scope, workspace: Workspace) -> list[Source]:
    """
    List the files in the workspace's folder that were not taken into the database as they are now.

    Parameters
    ----------
    scope
        Who asks; the operator alone.
    workspace
        The county.

    Returns
    -------
    sources
        Tables, and polygons of units.

    Raises
    ------
    AccessError
        If the scope may not.
    """
    scope.require(Viewer.OPERATOR, task="look for new files")
    sources = [source for source in find_sources(workspace.path)[0] if goes_to_database(source)]
    return [source for source in sources if not _is_taken(workspace, source.path)]


def store_incoming(
    scope: Scope,
    workspace: Workspace,
    incoming: Incoming,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """
    Store files that were read; files that they replace and that nobody took in are kept in `backups/`.

    Parameters
    ----------
    scope
        Who imports; the operator alone.
    workspace
        The county.
    incoming
        The files; none may be refused.
    now
        The moment; by default the present.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    kept
        The copies, relative to the workspace.

    Raises
    ------
    AccessError
        If the scope may not.
    """
    scope.require(Viewer.OPERATOR, task="store files")
    name, moment = uuid.uuid4().hex, now or datetime.now(UTC)

    def commit() -> None:
        with audited(scope, workspace, "imported", now=moment) as act:
            _store_rows(scope, workspace, incoming, act, progress)
            write_setting(act.connection, CHANGE, name)

    if all(source.path.is_relative_to(workspace.path) for source in incoming.sources):
        commit()
        return []
    unread = _unread(workspace, incoming)
    keep = f"{BACKUPS}/replaced-{moment:%Y%m%d-%H%M%S}-{name[:4]}"
    with changing(workspace.path, name=name, commit=commit, known=partial(happened, workspace.database)) as change:
        change.keep(workspace.path, unread, keep)
        put_files(change, workspace.path, incoming)
    return [Path(keep) / file.relative_to(workspace.path) for file in unread]


def _store_rows(scope: Scope, workspace: Workspace, incoming: Incoming, act: Act, progress: Progress | None) -> None:
    tables = {name: getattr(incoming.inputs, name) for name in incoming.tables}
    digests = {source.path.name: source.digest for source in incoming.sources}
    rows = {name: len(table) for name, table in tables.items()}
    batch_id = new_batch(act.connection, at=act.now, account=scope.account, files=digests, rows=rows)
    store_tables(act.connection, tables, batch_id=batch_id, now=act.now, progress=progress)
    if "households" in tables:
        people, ids = incoming.inputs.persons, tables["households"].index
        rows["persons"] = store_persons(scope, workspace, act.connection, people, ids, now=act.now)
    for source in incoming.sources:
        if source.path.is_relative_to(workspace.path):
            write_setting(act.connection, _key(workspace, source.path), digests[source.path.name])
    act.subject, act.detail = f"batch {batch_id}", {"files": sorted(digests), "rows": rows}


def _unread(workspace: Workspace, incoming: Incoming) -> list[Path]:
    """List the files that an import replaces, but whose present state never reached the database."""
    brought = {source.path.resolve() for source in incoming.sources}
    files = [workspace.path / file for file in replaced_files(workspace.path, incoming)]
    return [file for file in files if file.resolve() not in brought and not _is_taken(workspace, file)]


def _is_taken(workspace: Workspace, path: Path) -> bool:
    with workspace.database.reading() as connection:
        return read_setting(connection, _key(workspace, path)) == sha256_of(path)


def _key(workspace: Workspace, path: Path) -> str:
    return f"taken:{path.relative_to(workspace.path)}"
