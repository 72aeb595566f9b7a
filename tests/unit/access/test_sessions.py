from datetime import timedelta

import pytest
from sqlalchemy import select

from gridplan.access import sessions
from gridplan.access.accounts import create_account
from gridplan.access.schema import SESSION
from gridplan.access.scope import Viewer

MINUTE = timedelta(minutes=1)


@pytest.fixture
def account(connection, now, password):
    return create_account(connection, name="li", password=password, role=Viewer.REGIONAL_MANAGER, now=now)


@pytest.fixture
def token(connection, account, now):
    return sessions.open_session(connection, account, now=now)


def test_the_table_holds_no_token(connection, token):
    row = connection.execute(select(SESSION)).one()
    assert len(token) == 43
    assert token not in map(str, row)


def test_a_session_ends_when_idle(connection, token, now):
    assert sessions.session_scope(connection, token, now=now + 29 * MINUTE).account == "li"
    assert sessions.session_scope(connection, token, now=now + 30 * MINUTE) is None


def test_steps_keep_a_session_open_but_not_for_longer_than_a_working_day(connection, token, now):
    for minutes in range(20, 480, 20):
        sessions.touch_session(connection, token, now=now + minutes * MINUTE)
    assert sessions.session_scope(connection, token, now=now + 479 * MINUTE)
    assert sessions.session_scope(connection, token, now=now + 480 * MINUTE) is None


def test_a_session_that_is_over_is_not_woken(connection, token, now):
    sessions.touch_session(connection, token, now=now + 31 * MINUTE)
    assert sessions.session_scope(connection, token, now=now + 32 * MINUTE) is None


def test_a_step_is_written_down_once_a_minute(connection, token, now):
    assert not sessions.find_session(connection, token, now=now + MINUTE / 2).due
    assert sessions.find_session(connection, token, now=now + MINUTE).due


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-366), timedelta(days=366)])
def test_a_jump_of_the_clock_makes_no_session_immortal(connection, token, now, jump):
    assert sessions.session_scope(connection, token, now=now + jump) is None


def test_a_closed_session_is_over_in_every_tab(connection, account, token, now):
    other = sessions.open_session(connection, account, now=now)
    sessions.close_session(connection, token, now=now)
    assert sessions.session_scope(connection, token, now=now) is None
    assert sessions.session_scope(connection, other, now=now)


def test_all_sessions_of_an_account_end_together(connection, account, token, now):
    sessions.open_session(connection, account, now=now)
    assert sessions.close_all_sessions(connection, "li", now=now) == 2
    assert sessions.close_all_sessions(connection, "li", now=now) == 0
    assert sessions.session_scope(connection, token, now=now) is None


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("forged", ["", "x", "\ud800", "' or 1=1 --", "x" * 100_000])
def test_a_made_up_token_is_worth_nothing(connection, now, forged):
    assert sessions.session_scope(connection, forged, now=now) is None
