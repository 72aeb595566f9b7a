import pandas as pd
import pytest

from gridplan.errors import SchemaError
from gridplan.storage.folder import read_inputs, write_inputs
from gridplan.storage.importing import check_files, import_files
from tests.unit.storage.rough import codes, county_folder


@pytest.fixture
def workspace(town, tmp_path):
    write_inputs(town, tmp_path / "w")
    return tmp_path / "w"


def _files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


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
    findings = import_files(workspace, [path], datum="wgs84")
    assert codes(findings) == []
    inputs, after = read_inputs(workspace)
    assert codes(after) == []
    assert inputs.branches["name"].tolist() == ["甲", "乙", "丙"]
    assert [path.name for path in (workspace / "data").glob("branches*")] == ["branches.csv"]
    assert "synthetic" in (workspace / "data/branches.csv").read_text(encoding="utf-8-sig")


def test_a_file_with_an_error_changes_nothing(town, workspace, tmp_path):
    before = _files(workspace)
    good = _write(tmp_path / "in", "branches.csv", _branches(town))
    bad = _write(tmp_path / "in", "officers.csv", "员工号,姓名,网点编号\nE1,,B1\n")
    findings = import_files(workspace, [good, bad], datum="wgs84")
    assert codes(findings) == ["CELL_MISSING"]
    assert _files(workspace) == before


def test_a_file_that_would_orphan_the_rows_of_another_changes_nothing(workspace, tmp_path):
    before = _files(workspace)
    path = _write(tmp_path / "in", "units.csv", "unit_id,name,registered_hh,lon,lat\nu11,a,8,123.41,29.5\n")
    findings = import_files(workspace, [path], datum="wgs84")
    assert {finding.file for finding in findings if finding.code == "FK_ORPHAN"} >= {"households.csv"}
    assert _files(workspace) == before


def test_errors_that_were_there_before_do_not_stand_in_the_way(town, workspace, tmp_path):
    (workspace / "data/officers.csv").write_text("员工号,姓名,网点编号\nE1,,B1\n", encoding="utf-8")
    path = _write(tmp_path / "in", "branches.csv", _branches(town))
    assert codes(import_files(workspace, [path], datum="wgs84")) == []
    assert read_inputs(workspace)[0].branches["name"].tolist() == ["甲", "乙", "丙"]


def test_without_a_datum_nothing_comes_in(town, workspace, tmp_path):
    (workspace / "gridplan.toml").write_text('name = "x"\n', encoding="utf-8")
    path = _write(tmp_path / "in", "branches.csv", _branches(town))
    assert codes(import_files(workspace, [path])) == ["DATUM_MISSING"]
    assert codes(import_files(workspace, [path], datum="gcj02")) != ["DATUM_MISSING"]


def test_what_identifies_a_person_stays_outside(workspace, town, tmp_path):
    text = "户编号,村编码,户主,身份证号,手机号\nH1,u11,张三,999999198001010003,19900000000\n"
    ids = town.funnel.index.tolist()
    text += "".join(f"{name},u12,李四,,\n" for name in ids)
    path = _write(tmp_path / "in", "households.csv", text)
    assert codes(import_files(workspace, [path], datum="wgs84")) == []
    kept = b"".join(_files(workspace).values())
    assert all(secret.encode() not in kept for secret in ("张三", "999999198001010003", "19900000000"))


def test_a_layer_is_listed_and_read(workspace, tmp_path, town):
    path = _write(tmp_path / "in", "县界.geojson", "")
    town.layers.county.assign(name="新县").to_file(path)
    assert codes(import_files(workspace, [path], datum="wgs84")) == []
    inputs, findings = read_inputs(workspace)
    assert codes(findings) == []
    assert inputs.layers.county["name"].tolist() == ["新县"]
    assert inputs.layers.towns is not None


def test_a_file_that_nobody_knows_is_refused(workspace, tmp_path):
    before = _files(workspace)
    assert codes(import_files(workspace, [_write(tmp_path / "in", "some.csv", "a,b\n1,2\n")])) == ["FILE_UNKNOWN"]
    assert _files(workspace) == before


def test_one_table_in_two_files_is_refused(town, workspace, tmp_path):
    before = _files(workspace)
    paths = [_write(tmp_path / "in", name, _branches(town)) for name in ("网点.csv", "branches.csv")]
    assert codes(import_files(workspace, paths, datum="wgs84")) == ["FILE_TWICE"]
    assert _files(workspace) == before


def test_a_table_that_breaks_its_contract_all_the_same_is_not_written(town, workspace, tmp_path, monkeypatch):
    def break_it(*_):
        raise SchemaError("column x")

    monkeypatch.setattr("gridplan.storage.folder.finished", break_it)
    before = _files(workspace)
    path = _write(tmp_path / "in", "branches.csv", _branches(town))
    assert "SCHEMA" in codes(import_files(workspace, [path], datum="wgs84"))
    assert _files(workspace) == before


def test_checking_changes_nothing(tmp_path):
    folder = county_folder(tmp_path / "c")
    before = _files(folder)
    assert codes(check_files([folder])) == []
    assert _files(folder) == before


def test_files_alone_are_checked_without_the_rest_of_a_county(tmp_path):
    folder = county_folder(tmp_path / "c")
    paths = [folder / "branches.csv", folder / "villages.csv"]
    assert codes(check_files(paths, datum="gcj02")) == []
    assert set(codes(check_files(paths))) == {"DATUM_MISSING"}
    assert [finding.code for finding in check_files([tmp_path / "branches.csv"])] == ["FILE_MISSING"]
