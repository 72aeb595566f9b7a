"""Each test gets a fresh database, once on SQLite and once on PostgreSQL where a server is at hand."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from gridplan.storage.database.engine import FILE, open_database
from gridplan.storage.database.migrate import copy

SERVER = "GRIDPLAN_TEST_POSTGRES"


@pytest.fixture(scope="session")
def door():
    """The test server, which `make test-postgres` starts, and a database there that new ones are copied from."""
    address = os.environ.get(SERVER)
    if not address:
        pytest.skip(f"needs a PostgreSQL server; `make test-postgres` starts one and names it in {SERVER}")
    door = create_engine(address, isolation_level="AUTOCOMMIT")
    with door.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE pattern")
    pattern = open_database(Path(), url=_at(door, "pattern"))
    pattern.close()
    yield door
    with door.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE pattern WITH (FORCE)")
    door.dispose()


@pytest.fixture
def server(door):
    """The address of a fresh database on the test server."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with door.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE pattern")
    yield _at(door, name)
    with door.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _at(door, name):
    return door.url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A SQLite file that went through all migrations, to be copied."""
    folder = tmp_path_factory.mktemp("pattern")
    open_database(folder, url=f"sqlite:///{folder / FILE}").close()
    return folder / FILE


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    url = request.getfixturevalue("server") if request.param == "postgres" else ""
    if request.param == "sqlite":
        copy(request.getfixturevalue("empty_file"), tmp_path / FILE)
    opened = open_database(tmp_path, url=url)
    yield opened
    opened.close()
