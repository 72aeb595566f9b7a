import json

import openpyxl
import pytest
from typer.testing import CliRunner

from gridplan.cli import app
from tests.unit.storage.rough import HOUSEHOLDS, VILLAGES, county_folder

run = CliRunner()


def _check(*words):
    return run.invoke(app, ["--lang", "en", "check", *map(str, words)])


def test_a_sound_county_is_accepted(tmp_path):
    result = _check(county_folder(tmp_path / "c"), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["action"] == "accept"


def test_every_finding_says_where_what_and_how_to_mend(tmp_path):
    result = _check(county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",约200,")), "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["action"] == "reject"
    finding = answer["findings"][0]
    assert list(finding) == ["code", "severity", "file", "layer", "row", "column", "value", "message", "mend"]
    assert (finding["code"], finding["severity"], finding["file"]) == ("NUM_PARSE", "E", "villages.csv")
    assert (finding["row"], finding["column"], finding["value"]) == (2, "户籍户数", "约200")
    assert set(finding["message"]) == set(finding["mend"]) == {"zh", "en"}


def test_what_must_not_be_collected_is_refused_outright(tmp_path):
    result = _check(county_folder(tmp_path / "c", households__csv=HOUSEHOLDS.replace("手机号", "密码")), "--json")
    assert result.exit_code == 4
    assert json.loads(result.stdout)["action"] == "deny"


def test_the_gravest_finding_comes_first_on_the_screen(tmp_path):
    result = _check(county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",约200,")))
    assert result.stdout.splitlines()[0].startswith(
        "E NUM_PARSE  villages.csv, row 2, column 户籍户数: This is no number."
    )


def test_findings_are_told_in_chinese(tmp_path):
    folder = county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",约200,"))
    assert "不是数字" in run.invoke(app, ["--lang", "zh", "check", str(folder)]).stdout


def test_a_whole_folder_is_checked_in_a_stated_datum(tmp_path):
    folder = county_folder(tmp_path / "c", gridplan__toml='name = "x"\n')
    assert _check(folder).exit_code == 1
    assert _check(folder, "--datum", "bd09").exit_code == 0


@pytest.mark.parametrize("name", ["nothing", "branches.csv", "some.docx"])
def test_a_path_that_is_not_there_is_a_finding(tmp_path, name):
    result = _check(tmp_path / name, "--json")
    assert result.exit_code == 1
    assert {finding["code"] for finding in json.loads(result.stdout)["findings"]} == {"FILE_MISSING"}


def test_files_alone_are_checked_in_a_stated_datum(tmp_path):
    path = county_folder(tmp_path / "c") / "branches.csv"
    assert _check(path, "--datum", "gcj02").exit_code == 0
    assert _check(path).exit_code == 1
    assert _check(path, "--datum", "moon").exit_code == 3


def test_a_file_is_handed_back_with_its_wrong_cells_marked(tmp_path):
    path = county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",约200,")) / "villages.csv"
    result = _check(path, "--datum", "wgs84", "--mark", tmp_path / "out.xlsx")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == f"Marked: {tmp_path / 'out.xlsx'}"
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["villages"]["F2"].comment


def test_a_marked_copy_leaves_the_json_alone(tmp_path):
    folder = county_folder(tmp_path / "c", villages__csv=VILLAGES.replace(",200,", ",约200,"))
    result = _check(folder, "--mark", tmp_path / "out", "--json")
    assert json.loads(result.stdout)["action"] == "reject"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["villages.xlsx"]


def test_several_files_need_a_folder_for_their_copies(tmp_path):
    result = _check(county_folder(tmp_path / "c"), "--mark", tmp_path / "out.xlsx")
    assert result.exit_code == 2
    assert not (tmp_path / "out.xlsx").exists()
