from pathlib import Path

import pytest

from gridplan.access.scope import Viewer
from gridplan.errors import AccessError
from gridplan.workspace.opening import Workspace


def _workspace(folder, *, synthetic):
    (folder / "gridplan.toml").write_text(f"synthetic = {str(synthetic).lower()}\n", encoding="utf-8")
    return Workspace.open(folder)


def test_roles_are_switched_on_invented_data_alone(tmp_path):
    with pytest.raises(AccessError, match="demo"):
        _workspace(tmp_path, synthetic=False).demo_scope(Viewer.REGIONAL_MANAGER)


def test_a_demo_role_sees_its_own(tmp_path):
    scope = _workspace(tmp_path, synthetic=True).demo_scope(Viewer.BRANCH_HEAD, branch_id="B1")
    assert scope.sees_branch("B1")
    assert not scope.sees_branch("B2")


def test_the_screens_open_what_the_environment_names(monkeypatch):
    monkeypatch.setenv("GRIDPLAN_WORKSPACE", "somewhere")
    assert Workspace.chosen_folder() == Path("somewhere")
    monkeypatch.delenv("GRIDPLAN_WORKSPACE")
    assert Workspace.chosen_folder() == Path("demo-county")
