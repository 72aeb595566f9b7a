from datetime import UTC, datetime

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InputError, SignInError
from gridplan.workspace import accounts
from gridplan.workspace.auditing import anchor_audit, audit_entries, verify_audit
from gridplan.workspace.opening import Workspace
from gridplan.workspace.signing_in import FrontDesk

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
PASSWORD = "Sturdy-Bridge-7"
OTHERS = [
    Scope(Viewer.REGIONAL_MANAGER, account="region"),
    Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head"),
    Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1", account="officer"),
]


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    opened = Workspace.open(tmp_path)
    accounts.add_account(OPERATOR, opened, "region", PASSWORD, Viewer.REGIONAL_MANAGER, now=NOW)
    return opened


def _actions(workspace):
    return [entry.action for entry in audit_entries(OPERATOR, workspace, 100)]


def test_every_change_is_in_the_audit(workspace):
    accounts.give_role(OPERATOR, workspace, "region", Viewer.BRANCH_HEAD, branch_ids=["B1"], now=NOW)
    accounts.close_account(OPERATOR, workspace, "region", now=NOW)
    accounts.reopen_account(OPERATOR, workspace, "region", now=NOW)
    accounts.reset_password(OPERATOR, workspace, "region", "Calm-River-42", now=NOW)
    accounts.end_sessions(OPERATOR, workspace, "region", now=NOW)
    assert _actions(workspace) == [
        "account_added", "role_changed", "account_disabled", "account_enabled", "password_reset", "sessions_ended",
    ]  # fmt: skip
    assert verify_audit(OPERATOR, workspace) == []


def test_what_fails_leaves_neither_change_nor_entry(workspace):
    with pytest.raises(InputError):
        accounts.reset_password(OPERATOR, workspace, "region", "short", now=NOW)
    with pytest.raises(AccessError):
        accounts.close_account(OPERATOR, workspace, "nobody", now=NOW)
    assert _actions(workspace) == ["account_added"]
    assert FrontDesk(workspace).sign_in("region", PASSWORD, address="::1", now=NOW)


def test_a_first_password_has_to_be_changed(workspace):
    desk = FrontDesk(workspace)
    token = desk.sign_in("region", PASSWORD, address="::1", now=NOW)
    assert desk.account_of(token, now=NOW).must_change
    token = desk.change_password(token, PASSWORD, "Calm-River-42", address="::1", now=NOW)
    assert not desk.account_of(token, now=NOW).must_change


def test_whom_the_banks_service_vouches_for_has_no_password_to_change(workspace):
    made = accounts.add_account(OPERATOR, workspace, "li", None, Viewer.RISK_REVIEWER, now=NOW)
    handed_over = accounts.reset_password(OPERATOR, workspace, "region", None, now=NOW)
    assert not made.must_change
    assert not handed_over.must_change
    desk = FrontDesk(workspace)
    assert desk.account_of(desk.vouched_for("region", address="::1", now=NOW), now=NOW) == handed_over
    for word in (PASSWORD, ""):
        with pytest.raises(SignInError):
            desk.sign_in("region", word, address="::1", now=NOW)


def test_a_reset_ends_the_sessions(workspace):
    desk = FrontDesk(workspace)
    token = desk.sign_in("region", PASSWORD, address="::1", now=NOW)
    assert [account.name for account in accounts.accounts(OPERATOR, workspace)] == ["region"]
    accounts.reset_password(OPERATOR, workspace, "region", "Calm-River-42", now=NOW)
    assert desk.account_of(token, now=NOW) is None
    with pytest.raises(SignInError):
        desk.sign_in("region", PASSWORD, address="::1", now=NOW)


@pytest.mark.parametrize("scope", OTHERS, ids=lambda scope: scope.viewer)
def test_nobody_else_keeps_accounts_or_reads_the_audit(workspace, scope):
    tries = [
        lambda: accounts.accounts(scope, workspace),
        lambda: accounts.add_account(scope, workspace, "x1", PASSWORD, Viewer.ADMINISTRATOR, now=NOW),
        lambda: accounts.give_role(scope, workspace, "region", Viewer.ADMINISTRATOR, now=NOW),
        lambda: accounts.close_account(scope, workspace, "region", now=NOW),
        lambda: accounts.reopen_account(scope, workspace, "region", now=NOW),
        lambda: accounts.reset_password(scope, workspace, "region", "Calm-River-42", now=NOW),
        lambda: accounts.end_sessions(scope, workspace, "region", now=NOW),
        lambda: verify_audit(scope, workspace),
        lambda: anchor_audit(scope, workspace, now=NOW),
        lambda: audit_entries(scope, workspace, 1),
    ]
    for attempt in tries:
        with pytest.raises(AccessError):
            attempt()
    assert _actions(workspace) == ["account_added"]
