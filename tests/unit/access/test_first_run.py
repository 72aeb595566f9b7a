from datetime import timedelta

import pytest
from sqlalchemy import select

from gridplan.access.accounts import create_account
from gridplan.access.first_run import has_accounts, make_token, redeem
from gridplan.access.schema import FIRST_RUN
from gridplan.access.scope import Viewer
from gridplan.errors import InputError, SignInError


def test_nobody_has_an_account_at_first(connection):
    assert not has_accounts(connection)


def test_a_token_makes_one_administrator_and_no_second(connection, now, password):
    token = make_token(connection, now=now)
    assert redeem(connection, token, name="root-1", password=password, now=now).role is Viewer.ADMINISTRATOR
    with pytest.raises(SignInError):
        redeem(connection, token, name="root-2", password=password, now=now)
    assert make_token(connection, now=now) is None


def test_the_token_itself_is_not_kept(connection, now):
    token = make_token(connection, now=now)
    assert token not in str(connection.execute(select(FIRST_RUN)).all())


@pytest.mark.parametrize("after", [timedelta(hours=24), timedelta(days=-1)])
def test_a_token_counts_for_a_day(connection, now, password, after):
    token = make_token(connection, now=now)
    with pytest.raises(SignInError):
        redeem(connection, token, name="root-1", password=password, now=now + after)


def test_a_newer_token_replaces_the_older(connection, now, password):
    older, newer = make_token(connection, now=now), make_token(connection, now=now)
    with pytest.raises(SignInError):
        redeem(connection, older, name="root-1", password=password, now=now)
    assert redeem(connection, newer, name="root-1", password=password, now=now)


def test_a_weak_password_does_not_use_the_token_up(database, now, password):
    with database.writing() as connection:
        token = make_token(connection, now=now)
    with pytest.raises(InputError), database.writing() as connection:
        redeem(connection, token, name="root-1", password="123", now=now)
    with database.writing() as connection:
        assert redeem(connection, token, name="root-1", password=password, now=now)


def test_a_token_is_worth_nothing_once_somebody_has_an_account(connection, now, password):
    token = make_token(connection, now=now)
    create_account(connection, name="root-1", password=password, role=Viewer.ADMINISTRATOR, now=now)
    with pytest.raises(SignInError):
        redeem(connection, token, name="root-2", password=password, now=now)
