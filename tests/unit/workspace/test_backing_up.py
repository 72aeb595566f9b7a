import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import insert, select

from gridplan.access.anchor import anchor_file, read_anchors
from gridplan.access.audit import verify
from gridplan.access.reveal import record_reveal
from gridplan.access.schema import AUDIT, REVEAL
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, LockedError, SettingsError, SignInError
from gridplan.storage.backup.header import Cost
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import PERSON
from gridplan.storage.folder import write_inputs
from gridplan.storage.sole import sole
from gridplan.workspace.accounts import accounts, add_account, close_account, give_role, reset_password
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.backing_up import back_up, restore
from gridplan.workspace.importing import LOCK
from gridplan.workspace.opening import Workspace
from gridplan.workspace.purging import forget_people
from gridplan.workspace.signing_in import FrontDesk

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WORD = "correct horse battery"
PASSWORD = "Sturdy-Bridge-7"


@pytest.fixture
def workspace(tmp_path, town, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    monkeypatch.setattr("gridplan.storage.backup.sealed.Cost", lambda: Cost(1, 1, 8))
    write_inputs(town, tmp_path / "town")
    return Workspace.open(tmp_path / "town")


def _said(folder):
    with open_database(folder).reading() as connection:
        assert verify(connection, read_anchors(anchor_file(folder))) == []
        return connection.execute(select(AUDIT.c.account, AUDIT.c.action, AUDIT.c.subject)).all()


def test_both_stand_in_the_audit(workspace, tmp_path):
    back_up(OPERATOR, workspace, tmp_path / "a.gpb", WORD)
    assert _said(workspace.path) == [("operator", "backed_up", "a.gpb")]
    back_up(OPERATOR, workspace, tmp_path / "b.gpb", WORD)
    restore(OPERATOR, tmp_path / "b.gpb", tmp_path / "new", WORD)
    assert _said(tmp_path / "new") == [("operator", "backed_up", "a.gpb"), ("operator", "restored", "b.gpb")]
    restore(OPERATOR, tmp_path / "a.gpb", workspace.path, WORD, replace=True)
    assert _said(workspace.path) == [("operator", "restored", "a.gpb")]


def test_no_import_comes_between_rows_and_files(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("gridplan.workspace.backing_up.sole", partial(sole, patience_s=0.1))
    with sole(workspace.path / LOCK, "importing files"), pytest.raises(LockedError, match="importing files"):
        back_up(OPERATOR, workspace, tmp_path / "a.gpb", WORD)
    assert not (tmp_path / "a.gpb").exists()


def test_a_short_passphrase_is_refused(workspace, tmp_path):
    with pytest.raises(SettingsError, match="12 characters"):
        back_up(OPERATOR, workspace, tmp_path / "a.gpb", "elevenchars")
    assert not (tmp_path / "a.gpb").exists()


@pytest.mark.parametrize("viewer", [viewer for viewer in Viewer if viewer is not Viewer.OPERATOR])
def test_only_who_holds_the_files_restores(workspace, tmp_path, viewer):
    scope = Scope(viewer, frozenset({"B1"}), "B1-1")
    with pytest.raises(AccessError):
        restore(scope, tmp_path / "a.gpb", tmp_path / "new", WORD)
    if viewer is not Viewer.ADMINISTRATOR:
        with pytest.raises(AccessError):
            back_up(scope, workspace, tmp_path / "a.gpb", WORD)


def _told(*household_ids):
    """Rows of people, one of each household."""
    person = dict.fromkeys(("holder_c", "phone_c", "digest"), b"sealed") | {"consent_valid": True, "valid_from": NOW}
    return [{"household_id": name, **person} for name in household_ids]


def _persons(workspace):
    with workspace.database.reading() as connection:
        return connection.execute(select(PERSON.c.household_id)).scalars().all()


def test_people_who_were_forgotten_do_not_come_back(workspace, tmp_path):
    with workspace.database.writing() as connection:
        connection.execute(insert(PERSON), _told("h001", "h002", "h003"))
    forget_people(OPERATOR, workspace, "h003", now=NOW - timedelta(days=1))
    back_up(OPERATOR, workspace, tmp_path / "a.gpb", WORD, now=NOW)
    forget_people(OPERATOR, workspace, "h002", now=NOW + timedelta(days=1))
    restore(OPERATOR, tmp_path / "a.gpb", workspace.path, WORD, replace=True)
    assert _persons(workspace) == ["h001"]
    assert [action for _, action, _ in _said(workspace.path)] == ["people_forgotten", "people_forgotten", "restored"]
    # a machine that knows nothing of it gets what the backup has
    restore(OPERATOR, tmp_path / "a.gpb", tmp_path / "new", WORD)
    assert sorted(_persons(Workspace.open(tmp_path / "new"))) == ["h001", "h002"]


def test_ids_that_the_audit_cannot_spell_are_forgotten_too(workspace, tmp_path):
    strange = ["H-19900000001", "x" * 300]
    with workspace.database.writing() as connection:
        connection.execute(insert(PERSON), _told("h001", *strange))
        scope = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
        record_reveal(connection, scope, household_id=strange[0], field="phone", reason="call back", now=NOW)
    back_up(OPERATOR, workspace, tmp_path / "a.gpb", WORD, now=NOW)
    for name in strange:
        forget_people(OPERATOR, workspace, name, now=NOW + timedelta(days=1))
    # the second time the forgetting stands in the audit by the first restore alone
    for again in range(2):
        restore(OPERATOR, tmp_path / "a.gpb", workspace.path, WORD, replace=True, now=NOW + timedelta(days=3 + again))
        with workspace.database.reading() as connection:
            assert connection.execute(select(REVEAL)).all() == []
        assert _persons(workspace) == ["h001"]
    assert "19900000001" not in str(_said(workspace.path))


def _add(workspace, name, role, *, password=PASSWORD):
    add_account(OPERATOR, workspace, name, password, role, now=NOW)


def test_people_who_were_dismissed_do_not_come_back(workspace, tmp_path):
    for name in ("gone", "moved", "same"):
        _add(workspace, name, Viewer.REGIONAL_MANAGER)
    token = FrontDesk(workspace).sign_in("gone", PASSWORD, address="::1", now=NOW)
    stays = FrontDesk(workspace).sign_in("same", PASSWORD, address="::1", now=NOW)
    back_up(OPERATOR, workspace, tmp_path / "a.gpb", WORD, now=NOW)
    close_account(OPERATOR, workspace, "gone", now=NOW)
    give_role(OPERATOR, workspace, "moved", Viewer.RISK_REVIEWER, now=NOW)
    reset_password(OPERATOR, workspace, "moved", "Calm-River-42", now=NOW)
    _add(workspace, "new", Viewer.ADMINISTRATOR)
    before = accounts(OPERATOR, workspace)
    restore(OPERATOR, tmp_path / "a.gpb", workspace.path, WORD, replace=True, now=NOW)
    desk = FrontDesk(Workspace.open(workspace.path))
    assert accounts(OPERATOR, desk.workspace) == before
    assert [desk.account_of(one, now=NOW) for one in (token, stays)] == [None, None]
    for name in ("gone", "moved"):
        with pytest.raises(SignInError):
            desk.sign_in(name, PASSWORD, address="::1", now=NOW)
    assert desk.sign_in("moved", "Calm-River-42", address="::1", now=NOW)
    entries = audit_entries(OPERATOR, desk.workspace, 100)
    (told,) = (json.loads(entry.detail) for entry in entries if entry.action == "restored")
    assert (told["sessions_ended"], told["accounts_kept"]) == (2, ["gone", "moved", "new"])


def test_an_empty_folder_gets_the_accounts_of_the_backup_and_no_session(workspace, tmp_path):
    _add(workspace, "gone", Viewer.REGIONAL_MANAGER)
    token = FrontDesk(workspace).sign_in("gone", PASSWORD, address="::1", now=NOW)
    back_up(OPERATOR, workspace, tmp_path / "a.gpb", WORD, now=NOW)
    restore(OPERATOR, tmp_path / "a.gpb", tmp_path / "new", WORD, now=NOW)
    desk = FrontDesk(Workspace.open(tmp_path / "new"))
    assert accounts(OPERATOR, desk.workspace) == accounts(OPERATOR, workspace)
    assert desk.account_of(token, now=NOW) is None
