"""
Open the database of a workspace, read in one snapshot, write in one short transaction.

SQLite: write-ahead log, every commit synced to the disk, writers in a queue. PostgreSQL: snapshots are read only,
waits have an end.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from gridplan.errors import SettingsError, StorageError
from gridplan.storage.database.file_systems import MOUNTS, refuse_network
from gridplan.storage.database.migrate import copy, migrate
from gridplan.storage.database.queue import WriterQueue
from gridplan.storage.database.refusals import plainly

#: A transaction, for those who pass it on.
__all__ = ["FILE", "VARIABLE", "Connection", "Database", "has_database", "open_database"]

VARIABLE, FILE = "GRIDPLAN_DATABASE", "gridplan.db"
_BUSY_MS = 10_000
#: Connections to a server beyond the five that stay open.
_MORE = 15
_SERVER = {
    "lock_timeout": "10s",
    "statement_timeout": "300s",
    "idle_in_transaction_session_timeout": "300s",
}
_open: dict[tuple[Path, str], Database] = {}
_opening = threading.Lock()
#: Engines of a parent process: a fork must neither use nor close them.
_inherited: list[Engine] = []


class Database:
    """
    One open database.

    Parameters
    ----------
    url
        Where it is.
    folder
        The workspace; backups before a migration go to its `backups/`.
    """

    def __init__(self, url: URL, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.file = Path(str(url.database)) if self.is_sqlite else None
        self._start()

    def reading(self) -> AbstractContextManager[Connection]:
        """
        Read from one snapshot; what others write in between is not seen.

        Returns
        -------
        connection
            For the length of a `with` block; it can't write.
        """
        return self._transaction(writes=False)

    def writing(self) -> AbstractContextManager[Connection]:
        """
        Write in one transaction: all of it happens when the block ends well, otherwise nothing.

        Returns
        -------
        connection
            For the length of a `with` block; keep it short, others wait.
        """
        return self._transaction(writes=True)

    def keep_log(self) -> None:
        """Make the file of SQLite, for its owner's eyes alone, or turn its write-ahead log on where it is off."""
        if self.file is None or self._queue is None:
            return
        with plainly(sqlite3.Error), self._queue.turn():
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            with closing(sqlite3.connect(self.file)) as connection:
                if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    connection.execute("PRAGMA journal_mode=WAL")

    def take_over(self, other: Path, keep: Path) -> None:
        """
        Put the content of another file in the place of this one's, in one transaction that every reader survives.

        Parameters
        ----------
        other
            A sound SQLite database of ours that nobody uses.
        keep
            Where what was there before is copied to.
        """
        if self.file is None or self._queue is None:
            raise StorageError("a server's database takes no file")
        with plainly(sqlite3.Error), self._queue.turn():
            copy(self.file, keep)
            with closing(sqlite3.connect(other)) as source, closing(sqlite3.connect(self.file)) as target:
                target.execute("PRAGMA synchronous=FULL")
                source.backup(target)

    def close(self) -> None:
        """Let go of all connections; the next use opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        if os.getpid() != self._pid:
            _inherited.append(self._engine)
            self._start()
        turn = self._queue.turn() if writes and self._queue else nullcontext()
        options = {"writes": writes} if self.is_sqlite or writes else _SNAPSHOT
        with turn, plainly(self._engine.dialect.loaded_dbapi.Error), self._engine.connect() as connection:
            connection.execution_options(**options)
            with connection.begin():
                yield connection

    def _start(self) -> None:
        self._pid = os.getpid()
        self._queue = WriterQueue(self.file.with_name(f"{self.file.name}.queue")) if self.file else None
        self._engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)


_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def open_database(folder: Path, *, url: str = "", mounts: Path = MOUNTS) -> Database:
    """
    Open the database of a workspace; it is made, or brought to the present edition, where needed.

    Parameters
    ----------
    folder
        The workspace.
    url
        Where the database is; by default what `GRIDPLAN_DATABASE` names, else `gridplan.db` in the folder.
    mounts
        The list of mounts, as Linux gives it.

    Returns
    -------
    database
        The same one each time in one process.

    Raises
    ------
    SettingsError
        If the address is of another kind of database, or SQLite would lie on a network drive.
    StorageError
        If it can't be opened, or was written by a newer edition.
    """
    address = _address(folder, url or os.environ.get(VARIABLE, ""))
    key = (folder.resolve(), address.render_as_string(hide_password=False))
    with _opening:
        known = _open.get(key)
        if known is None or not _stands(known):
            database = Database(address, folder)
            if database.file:
                refuse_network(database.file, mounts)
                database.keep_log()
            migrate(database)
            known = _open[key] = database
    return known


def has_database(folder: Path) -> bool:
    """
    Tell whether a workspace has a database already.

    Parameters
    ----------
    folder
        The workspace.

    Returns
    -------
    there
        Whether it has its own file, or a server is named.
    """
    return bool(os.environ.get(VARIABLE)) or (folder / FILE).is_file()


def _address(folder: Path, written: str) -> URL:
    try:
        url = make_url(written) if written else URL.create("sqlite", database=str(folder.resolve() / FILE))
    except ArgumentError:
        raise SettingsError("{variable} is no address of a database", variable=VARIABLE) from None
    if url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"} or not url.database:
        told = "{variable} names {given}; use postgresql+psycopg://..., or leave it empty"
        raise SettingsError(told, variable=VARIABLE, given=repr(url.drivername))
    return url


def _stands(database: Database) -> bool:
    """Tell whether the file of an open database is still there; a workspace may have been deleted and made anew."""
    return database.file is None or database.file.is_file()


def _engine(url: URL, **options: Any) -> Engine:  # noqa: ANN401 # passed on
    # values never stand in messages; ids and notes stay readable in the file
    return create_engine(
        url,
        hide_parameters=True,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        pool_use_lifo=True,
        **options,
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = _engine(url, max_overflow=100)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        # transactions begin where we say so, not where the driver guesses
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_BUSY_MS}", "foreign_keys=ON", "synchronous=FULL", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: URL) -> Engine:
    options = " ".join(f"-c {name}={value}" for name, value in _SERVER.items())
    said = {"options": options, "connect_timeout": 10, "application_name": "gridplan"}
    # a server allows a hundred connections in all, to be shared by some processes
    return _engine(url, connect_args=said, pool_pre_ping=True, max_overflow=_MORE)
