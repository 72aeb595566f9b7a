from datetime import timedelta

import pytest
from sqlalchemy import func, select

from gridplan.access import accounts, retention, reveal, sessions
from gridplan.access.schema import AUDIT, FAILURE, REVEAL, SESSION
from gridplan.access.scope import Scope, Viewer
from gridplan.access.sign_in import authenticate
from gridplan.errors import SettingsError, SignInError

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), None, "head-1")
RULES = retention.Retention()


def rows(connection, table):
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def used(database, now, password):
    """A day's work: a session, a wrong password, a reveal."""
    with database.writing() as connection:
        account = accounts.create_account(
            connection, name="head-1", password=password, role=Viewer.BRANCH_HEAD, branch_ids=["B1"], now=now
        )
        sessions.open_session(connection, account, now=now)
        sessions.close_session(connection, sessions.open_session(connection, account, now=now), now=now)
        reveal.record_reveal(connection, HEAD, household_id="H1", field="phone", reason="call back", now=now)
    with pytest.raises(SignInError):
        authenticate(database, name="head-1", password="wrong", address="10.0.0.1", now=now)
    return database


def test_nothing_goes_before_its_time(used, now):
    with used.writing() as connection:
        assert set(retention.purge(connection, RULES, now=now + timedelta(days=29)).values()) == {0}


def test_a_dry_run_says_what_a_purge_takes_away(used, now):
    later = now + timedelta(days=31)
    with used.writing() as connection:
        said = retention.purgeable(connection, RULES, now=later)
        assert said == {"sign_in_session": 2, "sign_in_failure": 1, "first_run_token": 0, "reveal": 0}
        assert rows(connection, SESSION) == 2
        assert retention.purge(connection, RULES, now=later) == said
        assert rows(connection, SESSION) == rows(connection, FAILURE) == 0


def test_reasons_go_later_and_the_audit_stays(used, now):
    with used.writing() as connection:
        before = rows(connection, AUDIT)
        assert retention.purge(connection, RULES, now=now + timedelta(days=184))["reveal"] == 1
        assert rows(connection, AUDIT) == before


def test_a_household_leaves_its_pseudonym_alone(used):
    with used.writing() as connection:
        assert retention.purge_household(connection, "H2") == 0
        assert retention.purge_household(connection, "H1") == 1
        assert rows(connection, REVEAL) == 0
        assert "H1" in connection.execute(select(AUDIT.c.subject)).scalars().all()


def test_each_rule_has_its_moment(now):
    cutoffs = RULES.cutoffs(now)
    assert cutoffs["visit"] == now - timedelta(days=1825)
    assert set(cutoffs) == {"visit", "unconsented", "reveal", "session", "failure"}


@pytest.mark.parametrize("rule", [{"session_days": 0}, {"reveal_days": 182}, {"visit_days": -1}])
def test_a_time_that_is_none_is_refused(rule):
    with pytest.raises(SettingsError, match="retention"):
        retention.Retention(**rule)
