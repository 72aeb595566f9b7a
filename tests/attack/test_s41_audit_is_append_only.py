"""S41: nobody changes or takes away entries of the audit by SQL, not even as the program itself."""

from datetime import UTC, datetime

import pytest

from gridplan.access.audit import record, verify
from gridplan.errors import StorageError

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
STATEMENTS = [
    "UPDATE audit SET account = 'another'",
    "UPDATE audit SET hash = 'x' WHERE seq = 2",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE seq = 3",
]


@pytest.fixture
def filled(database):
    with database.writing() as connection:
        for n in range(3):
            record(connection, now=NOW, account="root-1", action="looked", subject=f"H{n}")
    return database


def attempt(database, statement):
    with database.writing() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_s41_entries_are_neither_changed_nor_taken_away(filled, statement):
    with pytest.raises(StorageError):
        attempt(filled, statement)
    with filled.reading() as connection:
        assert verify(connection) == []
        assert connection.exec_driver_sql("SELECT count(*) FROM audit WHERE account = 'root-1'").scalar() == 3


@pytest.mark.parametrize("column", ["seq", "hash"])
def test_s41_entries_are_not_replaced(filled, column):
    """SQLite would take the old row away without a word; on a server the statement does not exist."""
    seq, digest = {"seq": ("2", "'x'"), "hash": ("99", "(SELECT hash FROM audit WHERE seq = 2)")}[column]
    values = f"{seq}, 'now', 'another', 'looked', '', '{{}}', '', {digest}"
    with pytest.raises(StorageError):
        attempt(filled, f"INSERT OR REPLACE INTO audit VALUES ({values})")  # noqa: S608 # the attack itself
    with filled.reading() as connection:
        assert verify(connection) == []


def test_s41_the_table_is_not_emptied_at_once(filled):
    if filled.is_sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(StorageError):
        attempt(filled, "TRUNCATE audit")
