import json
import shutil

import pandas as pd
import pytest
from sqlalchemy import select

from gridplan.access.anchor import anchor_file, read_anchors
from gridplan.access.audit import verify
from gridplan.access.keys import create_keys, key_file
from gridplan.access.schema import AUDIT
from gridplan.access.scope import OPERATOR
from gridplan.errors import FindingsError, KeyMissingError, SchemaError, StorageError
from gridplan.model.tables import CONTRACTS
from gridplan.storage.folder import read_layers, write_inputs
from gridplan.storage.incoming import read_incoming
from gridplan.workspace.importing import check_paths, import_paths, take_in
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.persons import open_persons
from gridplan.workspace.tables import stored_tables
from tests.unit.storage.rough import codes


@pytest.fixture(scope="module")
def imported(town, tmp_path_factory):
    """The town, imported once; each test spoils a copy."""
    folder = tmp_path_factory.mktemp("imported") / "w"
    write_inputs(town, folder)
    opened = Workspace.open(folder)
    load_inputs(OPERATOR, opened)
    opened.database.close()
    return folder


@pytest.fixture
def workspace(imported, tmp_path):
    return Workspace.open(shutil.copytree(imported, tmp_path / "w"))


def _import(workspace, *paths, datum="wgs84"):
    return import_paths(OPERATOR, workspace, paths, datum=datum)


def _state(workspace):
    """Everything that an import could change: layers, and every table of the database."""
    layers = {path.name: path.read_bytes() for path in sorted((workspace.path / "layers").iterdir())}
    tables = stored_tables(OPERATOR, workspace)
    return layers, {name: getattr(tables, name).to_csv() for name in CONTRACTS}


def _write(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def _branches(town, *, name="B1"):
    table = pd.DataFrame({"网点编号": [name, "B2", "B3"], "网点名称": ["甲", "乙", "丙"]})
    xy = town.branches.get_coordinates()
    return table.assign(经度=xy["x"].to_numpy(), 纬度=xy["y"].to_numpy(), 密级="x").to_csv(index=False)


def test_a_good_file_takes_the_place_of_the_old_table(town, workspace, tmp_path):
    path = _write(tmp_path / "in", "网点.csv", _branches(town))
    findings = _import(workspace, path)
    assert codes(findings) == []
    assert stored_tables(OPERATOR, workspace).branches["name"].tolist() == ["甲", "乙", "丙"]
    assert not list((workspace.path / "data").glob("branches*"))
    assert load_inputs(OPERATOR, workspace).branches["name"].tolist() == ["甲", "乙", "丙"]
    assert codes(check_paths(OPERATOR, [workspace.path])) == []


def test_a_file_with_an_error_changes_nothing(town, workspace, tmp_path):
    before = _state(workspace)
    good = _write(tmp_path / "in", "branches.csv", _branches(town))
    bad = _write(tmp_path / "in", "officers.csv", "员工号,姓名,网点编号\nE1,,B1\n")
    findings = _import(workspace, good, bad)
    assert codes(findings) == ["CELL_MISSING"]
    assert _state(workspace) == before


def test_an_import_that_the_database_took_is_whole_though_its_anchor_fails(town, workspace, tmp_path, monkeypatch):
    def full(*_, **__):
        raise StorageError("No space left on device")

    table = _write(tmp_path / "in", "网点.csv", _branches(town))
    layer = _write(tmp_path / "in", "county.geojson", town.layers.county.to_json())
    with monkeypatch.context() as failing:
        failing.setattr("gridplan.workspace.audited.append_anchor", full)
        with pytest.raises(StorageError, match="imported happened and stands"):
            _import(workspace, table, layer)
    assert stored_tables(OPERATOR, workspace).branches["name"].tolist() == ["甲", "乙", "丙"]
    assert not list((workspace.path / "data").glob("branches*"))
    assert (workspace.path / "layers" / "county.gpkg").stat().st_mtime > table.stat().st_mtime


def test_a_file_that_would_orphan_the_rows_of_another_changes_nothing(workspace, tmp_path):
    before = _state(workspace)
    path = _write(tmp_path / "in", "units.csv", "unit_id,name,registered_hh,lon,lat\nu11,a,8,123.41,29.5\n")
    findings = _import(workspace, path)
    assert {finding.file for finding in findings if finding.code == "FK_ORPHAN"} >= {"households.csv"}
    assert _state(workspace) == before


def test_a_changed_file_of_the_folder_is_taken_in_before_planning(workspace):
    table = workspace.path / "data/officers.csv"
    text = table.read_text(encoding="utf-8-sig")
    officer = stored_tables(OPERATOR, workspace).officers.index[0]
    table.write_text(text.replace(officer, "E-new"), encoding="utf-8")
    assert "E-new" in load_inputs(OPERATOR, workspace).officers.index
    table.write_text("员工号,姓名,网点编号\nE1,,B1\n", encoding="utf-8")
    with pytest.raises(FindingsError):
        load_inputs(OPERATOR, workspace)
    assert "E-new" in stored_tables(OPERATOR, workspace).officers.index


def _rename(workspace, old, new):
    path = workspace.path / "data" / "branches.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return path


def test_what_is_saved_while_a_file_is_read_is_taken_in_next(workspace, monkeypatch):
    _rename(workspace, "一支行", "first")

    def read(*told, **more):
        incoming = read_incoming(*told, **more)
        _rename(workspace, "first", "second")
        return incoming

    with monkeypatch.context() as slow:
        slow.setattr("gridplan.workspace.importing.read_incoming", read)
        take_in(OPERATOR, workspace)
    assert "first" in stored_tables(OPERATOR, workspace).branches["name"].tolist()
    take_in(OPERATOR, workspace)
    assert "second" in stored_tables(OPERATOR, workspace).branches["name"].tolist()


def test_a_file_that_was_changed_and_never_read_is_kept_when_it_is_replaced(town, workspace, tmp_path):
    changed = _rename(workspace, "一支行", "changed").read_bytes()
    path = _write(tmp_path / "in", "网点.csv", _branches(town))
    said = _import(workspace, path)
    assert codes(said) == ["FILE_REPLACED"]
    kept = list((workspace.path / "backups").rglob("branches.csv"))
    assert [copy.read_bytes() for copy in kept] == [changed]
    assert str(kept[0].relative_to(workspace.path)) in said[-1].message.en
    assert stored_tables(OPERATOR, workspace).branches["name"].tolist() == ["甲", "乙", "丙"]


def test_errors_that_were_there_before_do_not_stand_in_the_way(town, workspace, tmp_path):
    (workspace.path / "data/officers.csv").write_text("员工号,姓名,网点编号\nE1,,B1\n", encoding="utf-8")
    path = _write(tmp_path / "in", "branches.csv", _branches(town))
    assert codes(_import(workspace, path)) == []
    assert stored_tables(OPERATOR, workspace).branches["name"].tolist() == ["甲", "乙", "丙"]


def test_without_a_datum_nothing_comes_in(town, workspace, tmp_path):
    (workspace.path / "gridplan.toml").write_text('name = "x"\n', encoding="utf-8")
    path = _write(tmp_path / "in", "branches.csv", _branches(town))
    assert codes(_import(workspace, path, datum="")) == ["DATUM_MISSING"]
    assert codes(_import(workspace, path, datum="gcj02")) != ["DATUM_MISSING"]


def test_what_identifies_a_person_is_stored_sealed(workspace, town, tmp_path):
    text = "户编号,村编码,户主,身份证号,手机号,授权日期\nH1,u11,张三,999999198001010003,19900000000,2026-01-05\n"
    text += "".join(f"{name},u12,李四,,,2026-01-05\n" for name in town.funnel.index)
    assert codes(_import(workspace, _write(tmp_path / "in", "households.csv", text))) == []
    kept = b"".join(path.read_bytes() for path in workspace.path.rglob("*") if path.is_file())
    assert all(secret.encode() not in kept for secret in ("张三", "李四", "999999198001010003", "19900000000"))
    with workspace.database.reading() as connection:
        person = open_persons(OPERATOR, workspace, connection, ["H1"]).loc["H1"]
    assert person[["holder", "id_card", "phone"]].tolist() == ["张三", "999999198001010003", "19900000000"]


def test_another_key_than_before_is_refused_before_anything_is_written(workspace, town, tmp_path):
    text = "户编号,村编码,户主\n" + "".join(f"{name},u12,李四\n" for name in town.funnel.index)
    path = _write(tmp_path / "in", "households.csv", text)
    assert codes(_import(workspace, path)) == []
    key_file(workspace.path).unlink()
    before = _state(workspace)
    path.write_text(text.replace("李四", "王五"), encoding="utf-8")
    with pytest.raises(KeyMissingError):
        _import(workspace, path)
    create_keys(key_file(workspace.path))
    with pytest.raises(KeyMissingError):
        _import(workspace, path)
    assert _state(workspace) == before


def test_an_import_is_audited_with_its_files_and_rows(workspace, town, tmp_path):
    _import(workspace, _write(tmp_path / "in", "网点.csv", _branches(town)))
    with workspace.database.reading() as connection:
        last = connection.execute(select(AUDIT).order_by(AUDIT.c.seq.desc())).first()
        assert verify(connection, read_anchors(anchor_file(workspace.path))) == []
    assert last.action == "imported"
    assert json.loads(last.detail)["files"] == ["网点.csv"]


def test_a_layer_is_listed_and_read(workspace, tmp_path, town):
    path = _write(tmp_path / "in", "县界.geojson", "")
    town.layers.county.assign(name="新县").to_file(path)
    assert codes(_import(workspace, path)) == []
    inputs, findings = read_layers(workspace.path)
    assert codes(findings) == []
    assert inputs.layers.county["name"].tolist() == ["新县"]
    assert inputs.layers.towns is not None


def test_a_file_that_nobody_knows_is_refused(workspace, tmp_path):
    before = _state(workspace)
    assert codes(_import(workspace, _write(tmp_path / "in", "some.csv", "a,b\n1,2\n"))) == ["FILE_UNKNOWN"]
    assert _state(workspace) == before


def test_one_table_in_two_files_is_refused(town, workspace, tmp_path):
    before = _state(workspace)
    paths = [_write(tmp_path / "in", name, _branches(town)) for name in ("网点.csv", "branches.csv")]
    assert codes(_import(workspace, *paths)) == ["FILE_TWICE"]
    assert _state(workspace) == before


def test_a_table_that_breaks_its_contract_all_the_same_is_not_written(town, workspace, tmp_path, monkeypatch):
    def break_it(*_):
        raise SchemaError("column x")

    monkeypatch.setattr("gridplan.storage.folder.finished", break_it)
    # a fresh interpreter would not know of it
    monkeypatch.setattr("gridplan.storage.apart.running.threading.active_count", lambda: 1)
    before = _state(workspace)
    path = _write(tmp_path / "in", "branches.csv", _branches(town))
    assert "SCHEMA" in codes(_import(workspace, path))
    assert _state(workspace) == before
