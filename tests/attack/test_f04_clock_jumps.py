"""F04: a clock that jumps makes no session immortal, opens no lock early and breaks no order of the audit."""

from datetime import UTC, datetime, timedelta

import pytest

from gridplan.access.accounts import create_account
from gridplan.access.audit import record, verify
from gridplan.access.scope import Viewer
from gridplan.access.sessions import open_session, session_scope, touch_session

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
YEAR, HOUR, MINUTE = timedelta(days=365), timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def token(database):
    with database.writing() as connection:
        account = create_account(connection, name="li", password=None, role=Viewer.REGIONAL_MANAGER, now=NOW)
        return open_session(connection, account, now=NOW)


@pytest.mark.parametrize("jump", [YEAR, -YEAR, -HOUR])
def test_f04_no_session_outlives_eight_hours_of_its_clock(database, token, jump):
    """After the jump the clock runs on for a day, and the holder steps every minute."""
    with database.writing() as connection:
        alive = 0
        for minute in range(0, 24 * 60, 5):
            moment = NOW + jump + minute * MINUTE
            alive += session_scope(connection, token, now=moment) is not None
            touch_session(connection, token, now=moment)
    assert alive * 5 * MINUTE <= timedelta(hours=8)


def test_f04_summer_time_changes_nothing(database, token):
    """Zones that turn their clocks are told apart by what UTC says."""
    east = NOW.astimezone(tz=None) + 20 * MINUTE
    with database.reading() as connection:
        assert session_scope(connection, token, now=east)


def test_f04_the_audit_is_ordered_by_number(database):
    with database.writing() as connection:
        for jump in (timedelta(), YEAR, -YEAR, -HOUR):
            record(connection, now=NOW + jump, account="li", action="looked")
        assert verify(connection) == []
