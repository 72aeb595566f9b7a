from datetime import UTC, datetime, timedelta

import pytest

from gridplan.access.accounts import change_role, create_account, disable_account
from gridplan.access.scope import Viewer
from gridplan.errors import SignInError
from gridplan.storage.database.engine import open_database
from gridplan.workspace.opening import Workspace
from gridplan.workspace.signing_in import FrontDesk

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
PASSWORD = "Sturdy-Bridge-7"


@pytest.fixture
def desk(tmp_path) -> FrontDesk:
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    with open_database(tmp_path).writing() as connection:
        create_account(connection, name="region", password=PASSWORD, role=Viewer.REGIONAL_MANAGER, now=NOW)
    return FrontDesk(Workspace.open(tmp_path))


def _sign_in(desk, now=NOW):
    return desk.sign_in("region", PASSWORD, address="::1", now=now)


def _open(desk):
    return open_database(desk.workspace.path)


def test_real_data_always_needs_a_sign_in(desk):
    assert desk.has_accounts()
    assert desk.needs_sign_in()


def test_a_token_is_worth_its_account(desk):
    account = desk.account_of(_sign_in(desk), now=NOW)
    assert account.scope.viewer is Viewer.REGIONAL_MANAGER
    assert account.scope.account == "region"
    assert desk.account_of("made-up", now=NOW) is None
    assert desk.account_of("", now=NOW) is None


def test_a_wrong_password_opens_nothing(desk):
    with pytest.raises(SignInError):
        desk.sign_in("region", "wrong", address="::1", now=NOW)


def test_a_session_lasts_as_long_as_somebody_is_there(desk):
    token = _sign_in(desk)
    for minutes in range(20, 200, 20):
        assert desk.account_of(token, now=NOW + timedelta(minutes=minutes))
    assert desk.account_of(token, now=NOW + timedelta(minutes=180 + 31)) is None


def test_a_role_taken_away_is_gone_at_the_next_step(desk):
    token = _sign_in(desk)
    with _open(desk).writing() as connection:
        change_role(connection, "region", Viewer.BRANCH_HEAD, branch_ids=["B1"])
    assert desk.account_of(token, now=NOW).scope.branch_ids == {"B1"}
    with _open(desk).writing() as connection:
        disable_account(connection, "region", now=NOW)
    assert desk.account_of(token, now=NOW) is None


def test_signing_out_ends_one_session_and_no_other(desk):
    one, other = _sign_in(desk), _sign_in(desk)
    desk.sign_out(one, now=NOW)
    desk.sign_out("made-up", now=NOW)
    assert desk.account_of(one, now=NOW) is None
    assert desk.account_of(other, now=NOW)


def test_a_new_password_needs_the_old_one(desk):
    token = _sign_in(desk)
    with pytest.raises(SignInError):
        desk.change_password(token, "wrong", "Calm-River-42", address="::1", now=NOW)
    with pytest.raises(SignInError):
        desk.change_password("made-up", PASSWORD, "Calm-River-42", address="::1", now=NOW)
    assert desk.account_of(desk.change_password(token, PASSWORD, "Calm-River-42", address="::1", now=NOW), now=NOW)
    assert desk.account_of(token, now=NOW) is None


def test_the_token_of_the_terminal_makes_one_administrator(tmp_path):
    (tmp_path / "gridplan.toml").write_text("synthetic = true\n", encoding="utf-8")
    desk = FrontDesk(Workspace.open(tmp_path))
    assert not desk.needs_sign_in()
    token = desk.first_run_token(now=NOW)
    account = desk.account_of(desk.first_run(token, "chief", PASSWORD, now=NOW), now=NOW)
    assert account.role is Viewer.ADMINISTRATOR
    assert desk.needs_sign_in()
    assert desk.first_run_token(now=NOW) is None
    with pytest.raises(SignInError):
        desk.first_run(token, "second", PASSWORD, now=NOW)
