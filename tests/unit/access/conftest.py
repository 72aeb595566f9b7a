"""One transaction on either database, and cheap hashes."""

from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from gridplan.access import passwords

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PASSWORD = "Kai-Xin-2026"


@pytest.fixture
def connection(database):
    with database.writing() as connection:
        yield connection


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def password():
    return PASSWORD


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def unguarded(connection):
    """A transaction of somebody who owns the database and took the triggers away."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER audit_no_change")
        connection.exec_driver_sql("DROP TRIGGER audit_no_removal")
    else:
        connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER USER")
    return connection
