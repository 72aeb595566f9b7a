import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.importing import check_paths, import_paths, preview_import, take_in
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


def _head(*branches):
    return Scope(Viewer.BRANCH_HEAD, frozenset(branches), account="head")


def test_nobody_overwrites_the_tables_of_other_branches(workspace, tmp_path):
    path = _incoming(tmp_path, BRANCHES)
    take_in(OPERATOR, workspace)
    for scope in (Scope(Viewer.REGIONAL_MANAGER), _head("B1")):
        for ask in (import_paths, preview_import):
            with pytest.raises(AccessError):
                ask(scope, workspace, [path])
    assert codes(import_paths(_head("B1", "B2"), workspace, [path])) == []


def test_a_head_brings_the_first_tables_of_a_county(workspace, tmp_path):
    import_paths(_head("B1"), workspace, [_incoming(tmp_path, BRANCHES)])
    (entry,) = audit_entries(OPERATOR, workspace, 1)
    assert (entry.account, entry.action) == ("head", "imported")


def test_a_preview_tells_of_the_changes_and_makes_none(workspace, tmp_path):
    take_in(OPERATOR, workspace)
    path = _incoming(tmp_path, BRANCHES.replace("城关支行", "新支行"))
    findings, changes = preview_import(OPERATOR, workspace, [path])
    assert codes(findings) == []
    assert changes.to_dict("records") == [{"table": "branches", "new_n": 0, "changed_n": 1, "gone_n": 0, "same_n": 1}]
    assert load_inputs(OPERATOR, workspace).branches["name"].tolist() == ["城关支行", "张庄支行"]


def test_files_with_errors_change_nothing_and_the_preview_says_so(workspace, tmp_path):
    take_in(OPERATOR, workspace)
    findings, changes = preview_import(OPERATOR, workspace, [_incoming(tmp_path, BRANCHES.replace("119.02", "919"))])
    assert "E" in {str(finding.severity) for finding in findings}
    assert changes.empty


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
