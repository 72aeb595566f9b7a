import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.workspace.importing import check_paths, import_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from tests.unit.storage.rough import BRANCHES, SETTINGS, codes, county_folder


@pytest.fixture
def workspace(tmp_path):
    return Workspace.open(county_folder(tmp_path / "c"))


def _incoming(folder, text):
    (folder / "in").mkdir()
    path = folder / "in" / "branches.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_is_loaded_afterwards(workspace, tmp_path):
    path = _incoming(tmp_path, BRANCHES.replace("城关支行", "新支行"))
    assert codes(import_paths(OPERATOR, workspace, [path])) == ["FILE_REPLACED"]
    assert load_inputs(OPERATOR, workspace).branches["name"].tolist() == ["新支行", "张庄支行"]
    assert not (workspace.path / "branches.csv").exists()


def test_only_the_operator_imports(workspace, tmp_path):
    path = _incoming(tmp_path, BRANCHES)
    for scope in (Scope(Viewer.REGIONAL_MANAGER), Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))):
        with pytest.raises(AccessError):
            import_paths(scope, workspace, [path])


def test_a_datum_that_nobody_knows_is_a_wrong_setting(workspace, tmp_path):
    with pytest.raises(SettingsError, match="moon"):
        check_paths(OPERATOR, [workspace.path], datum="moon")
    with pytest.raises(SettingsError, match="moon"):
        import_paths(OPERATOR, workspace, [_incoming(tmp_path, BRANCHES)], datum="moon")


@pytest.mark.parametrize(
    ("text", "said"), [("name = = 1", "CFG_SYNTAX"), (SETTINGS + "[plan]\nspeed = 3\n", "CFG_UNKNOWN")]
)
def test_settings_are_checked_with_the_files(tmp_path, text, said):
    folder = county_folder(tmp_path / "c", gridplan__toml=text)
    found = codes(check_paths(OPERATOR, [folder], datum=""))
    assert found.count(said) == 1
