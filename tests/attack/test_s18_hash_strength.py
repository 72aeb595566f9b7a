"""S18: passwords lie in the database as argon2id with 64 MiB and three passes at least; older ones are renewed."""

from datetime import UTC, datetime

from argon2 import PasswordHasher, Type, extract_parameters
from sqlalchemy import select, update

from gridplan.access import passwords
from gridplan.access.accounts import create_account
from gridplan.access.schema import ACCOUNT
from gridplan.access.scope import Viewer
from gridplan.access.sign_in import authenticate

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WORD = "Kai-Xin-2026"


def stored(database):
    with database.reading() as connection:
        return extract_parameters(connection.execute(select(ACCOUNT.c.password_hash)).scalar_one())


def test_s18_hashes_are_strong_and_older_ones_are_renewed_at_sign_in(database):
    with database.writing() as connection:
        create_account(connection, name="li", password=WORD, role=Viewer.REGIONAL_MANAGER, now=NOW)
    made = stored(database)
    assert made.type is Type.ID
    assert made.memory_cost >= 64 * 1024
    assert made.time_cost >= 3
    with database.writing() as connection:
        weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(WORD)
        connection.execute(update(ACCOUNT).values(password_hash=weak))
    authenticate(database, name="li", password=WORD, address="10.0.0.1", now=NOW)
    assert stored(database) == made


def test_s18_two_checks_at_a_time_are_the_most():
    assert passwords.CHECKS_AT_A_TIME == 2
