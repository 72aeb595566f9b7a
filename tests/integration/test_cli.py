"""The command line from an empty folder to exported files, with its exit codes."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from gridplan.cli import COMMANDS, app
from gridplan.storage.folder import write_inputs
from tests.town import tiny_town

RUN = CliRunner()


def _run(*words, code=0):
    result = RUN.invoke(app, ["--lang", "en", *map(str, words)])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    where = tmp_path_factory.mktemp("cli") / "town"
    write_inputs(tiny_town(), where)
    _run("plan", where, "--effort", "0.2")
    return where


def test_every_command_explains_itself():
    for name in COMMANDS:
        assert len(_run(name, "--help")) > 100


def test_plan_prints_one_json_object(folder):
    told = json.loads(_run("plan", folder, "--json", "--effort", "0.2", "--seed", "3"))
    assert {"plan", "seconds", "grids", "findings", "coverage"} <= set(told)
    assert set(told["findings"]) == {"E", "W", "I"}
    assert told["synthetic"]
    assert 0 < told["coverage"]["spatial_coverage_hh_road"] <= 1


def test_a_summary_is_printed_as_a_table(folder):
    assert "synthetic" in _run("plan", folder, "--effort", "0.2")


def test_coverage_names_parts_and_base(folder):
    told = json.loads(_run("coverage", folder, "--by", "branch,grid", "--json"))
    assert {row["level"] for row in told["rows"]} == {"branch", "grid"}
    assert {"id", "indicator", "value", "numerator", "denominator", "base"} <= set(told["rows"][0])
    assert "NaN" not in _run("coverage", folder, "--by", "unit", "--json")


def test_the_circle_is_held_against_the_road(folder):
    told = json.loads(_run("coverage", folder, "--detour", "800，1500", "--json"))
    assert [row["indicator"] for row in told["rows"]] == ["detour_share_800", "detour_share_1500"]


def test_verify_ends_with_one_only_when_an_error_stands(folder):
    told = json.loads(_run("verify", folder, "--json"))
    assert told["counts"]["E"] == 0
    officers = folder / "data" / "officers.csv"
    kept = officers.read_bytes()
    lines = kept.decode("utf-8-sig").splitlines()
    officers.write_text("\n".join(line for line in lines if "B1-" not in line), encoding="utf-8-sig")
    _run("plan", folder, "--effort", "0.2")
    officers.write_bytes(kept)
    assert "S01" in _run("verify", folder, code=1)


def test_export_writes_what_is_asked_for(folder, tmp_path):
    _run("export", folder, "--format", "gpkg,xlsx,json,html", "-o", tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".gpkg", ".xlsx", ".json", ".html"}
    _run("export", folder, "--format", "docx", "-o", tmp_path, code=3)


def test_two_versions_are_compared(folder):
    _run("plan", folder, "--effort", "0.2", "--seed", "3")
    versions = [row["plan_id"] for row in json.loads(_run("version", folder, "--json"))["plans"]]
    told = json.loads(_run("version", folder, "--compare", versions[1], versions[0], "--json"))
    assert (told["before"], told["after"]) == (versions[1], versions[0])
    whole = next(row for row in told["totals"] if row["level"] == "all")
    assert whole["households_change"] == sum(row["households_change"] for row in told["units"]) == 0
    assert "another owner" in _run("version", folder, "--compare", versions[1], versions[0])


def test_a_plan_is_repaired_after_an_event(folder):
    told = json.loads(_run("plan", folder, "--repair", "leave:B1-1", "--json"))
    assert told["event"] == {"kind": "leave", "officer_id": "B1-1"}
    assert {"plan", "base", "moved", "relations", "hours", "quarters", "steps", "handover"} <= set(told)
    assert all({"grid_id", "officer_from", "officer_to", "zh", "en", "since"} <= set(step) for step in told["steps"])
    assert "households get another owner" in _run("plan", folder, "--repair", "merge:u11:u12", "--of", told["plan"])
    _run("plan", folder, "--repair", "leave:nobody", code=1)
    _run("plan", folder, "--repair", "vanish:B1-1", code=2)
    _run("plan", folder, "--of", told["plan"], code=2)


def test_check_finds_nothing_in_a_sound_workspace(folder):
    told = json.loads(_run("check", folder, "--json"))
    assert told["action"] in {"accept", "repair", "warn"}
    assert not [finding for finding in told["findings"] if finding["severity"] == "E"]


def test_check_names_file_row_column_and_mend(tmp_path):
    broken = tmp_path / "officers.csv"
    broken.write_text("officer_id,name,branch_id,hours_week,visit_days,daily_capacity\nX,y,B1,500,3,12\n", "utf-8")
    (finding, *_) = json.loads(_run("check", broken, "--json", code=1))["findings"]
    assert (finding["file"], finding["row"], finding["column"]) == ("officers.csv", 2, "hours_week")
    assert finding["mend"]["zh"]
    assert finding["mend"]["en"]


def test_a_refused_import_changes_nothing(folder, tmp_path):
    before = {file.name: file.read_bytes() for file in (folder / "data").iterdir()}
    broken = tmp_path / "officers.csv"
    broken.write_text("officer_id,name,branch_id,hours_week,visit_days,daily_capacity\nX,y,B1,500,3,12\n", "utf-8")
    result = RUN.invoke(app, ["--lang", "en", "import", str(folder), str(broken), "--datum", "wgs84"])
    assert result.exit_code in {1, 4}
    assert {file.name: file.read_bytes() for file in (folder / "data").iterdir()} == before


def test_a_folder_without_settings_ends_with_three(tmp_path):
    assert "gridplan new" in _run("plan", tmp_path, code=3)


def test_a_damaged_extract_ends_with_four(tmp_path):
    (tmp_path / "a.osm.pbf").write_bytes(b"no extract")
    _run("new", tmp_path / "w", "--osm", tmp_path / "a.osm.pbf", code=4)
    assert not (tmp_path / "w").exists()


def test_an_unknown_language_ends_with_two():
    assert RUN.invoke(app, ["--lang", "fr", "plan", "x"]).exit_code == 2


def test_tables_with_chinese_headers_become_a_plan(tmp_path, town):
    units = town.units[["name", "registered_hh", "resident_hh", "geometry"]].reset_index()
    units.columns = ["村编号", "村名", "户籍户数", "常住户数", "geometry"]
    units.set_geometry("geometry").to_file(tmp_path / "units.gpkg", layer="units")
    rows = [f"甲{n},支行{n},镇区,{point.x:.6f},{point.y:.6f}" for n, point in enumerate(town.branches.geometry)]
    text = "\n".join(["网点编号,网点名称,类型,经度,纬度", *rows])
    (tmp_path / "branches.csv").write_text(text, encoding="gb18030")
    _run("new", tmp_path / "w")
    (tmp_path / "w" / "data" / "officers.xlsx").unlink()  # without the file, placeholders stand in
    _run("import", tmp_path / "w", tmp_path / "units.gpkg", tmp_path / "branches.csv", "--datum", "wgs84")
    told = json.loads(_run("plan", tmp_path / "w", "--json", "--effort", "0.2"))
    assert (told["units"], told["branches"], told["households"]) == (12, 3, 96)
    assert told["findings"]["E"] == 0


def test_an_empty_workspace_is_made_with_headers_to_fill_in(tmp_path):
    _run("new", tmp_path / "w")
    assert (tmp_path / "w" / "gridplan.toml").exists()
    assert any((tmp_path / "w").rglob("branches.*"))
