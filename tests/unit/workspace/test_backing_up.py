import pytest
from sqlalchemy import select

from gridplan.access.anchor import anchor_file, read_anchors
from gridplan.access.audit import verify
from gridplan.access.schema import AUDIT
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.storage.backup.header import Cost
from gridplan.storage.database.engine import open_database
from gridplan.storage.folder import write_inputs
from gridplan.workspace.backing_up import back_up, restore
from gridplan.workspace.opening import Workspace

WORD = "correct horse battery"


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
