import sqlite3

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from gridplan.errors import LockedError, StorageError
from gridplan.storage.database.refusals import plainly
from gridplan.storage.database.schema import SETTING


class ServerError(Exception):
    """An error as the driver of PostgreSQL raises it."""

    def __init__(self, sqlstate, said="Key (phone)=(19900001234) exists"):
        super().__init__(said)
        self.sqlstate = sqlstate


def _told(error, driver=sqlite3.Error):
    with pytest.raises(StorageError) as caught, plainly(driver):
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("said", "told", "code"),
    [
        ("database is locked", "did not let go", 6),
        ("database or disk is full", "disk is full", 5),
        ("attempt to write a readonly database", "read-only", 5),
        ("disk I/O error", "disk failed", 5),
        ("database disk image is malformed", "damaged", 5),
        ("file is not a database", "damaged", 5),
        ("unable to open database file", "opened", 5),
        ("UNIQUE constraint failed: person.phone", "refused the change (OperationalError)", 5),
    ],
)
def test_what_sqlite_says_is_said_in_plain_words(said, told, code):
    raw = sqlite3.OperationalError(said)
    for error in (raw, DBAPIError("SELECT phone FROM person", {}, raw)):
        plain = _told(error)
        assert told in str(plain)
        assert plain.exit_code == code
        assert "phone" not in str(plain)


@pytest.mark.parametrize(
    ("state", "told", "code"),
    [
        ("55P03", "did not let go", 6),
        ("40P01", "did not let go", 6),
        ("57014", "did not let go", 6),
        ("53100", "disk is full", 5),
        ("25006", "read-only", 5),
        ("57P01", "does not answer", 5),
        ("28P01", "does not answer", 5),
        ("23505", "refused the change", 5),
    ],
)
def test_what_a_server_says_is_said_in_plain_words(state, told, code):
    plain = _told(DBAPIError("INSERT", {}, ServerError(state)), ServerError)
    assert told in str(plain)
    assert plain.exit_code == code
    assert "19900001234" not in str(plain)


def test_a_crowded_pool_is_a_wait():
    assert isinstance(_told(PoolTimeoutError()), LockedError)


def test_other_errors_of_the_library_bear_their_kind_alone():
    assert str(_told(ArgumentError("secret"))) == "the database could not be used (ArgumentError); nothing was changed"


def test_errors_of_others_pass():
    with pytest.raises(ZeroDivisionError), plainly(sqlite3.Error):
        raise ZeroDivisionError


def test_a_full_disk_leaves_the_old_state(database):
    if not database.is_sqlite:
        pytest.skip("a server's disk is the server's")
    with pytest.raises(StorageError, match="disk is full"), database.writing() as connection:
        _overfill(connection)
    with database.writing() as connection:
        connection.execute(insert(SETTING).values(key="after", value="1"))


def _overfill(connection):
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    try:
        connection.execute(insert(SETTING), [{"key": str(n), "value": "x" * 1_000} for n in range(2_000)])
    finally:
        connection.exec_driver_sql("PRAGMA max_page_count=4294967294")
