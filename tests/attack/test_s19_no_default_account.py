"""S19: a fresh workspace has no account and no password; weak passwords are refused."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from gridplan.access.first_run import make_token, redeem
from gridplan.access.schema import ACCOUNT, FIRST_RUN
from gridplan.access.sign_in import authenticate
from gridplan.errors import InputError, SignInError

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_s19_nobody_can_sign_in_to_a_fresh_workspace(database):
    with database.reading() as connection:
        for table in (ACCOUNT, FIRST_RUN):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
    for number, name in enumerate(("admin", "root", "gridplan", "")):
        with pytest.raises(SignInError):
            authenticate(database, name=name, password=name, address=f"10.0.0.{number}", now=NOW)


@pytest.mark.parametrize("word", ["", "admin", "Short-1", "alllowercase", "Password1!", "Root-1-admin", "12345678Aa"])
def test_s19_the_first_administrator_chooses_a_strong_password(database, word):
    with database.writing() as connection:
        token = make_token(connection, now=NOW)
    with pytest.raises(InputError), database.writing() as connection:
        redeem(connection, token, name="root-1", password=word, now=NOW)
