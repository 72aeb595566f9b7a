import openpyxl
import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.importing import check_paths
from gridplan.workspace.marking import mark_paths
from tests.unit.storage.rough import HOUSEHOLDS, VILLAGES, county_folder


@pytest.fixture
def folder(tmp_path):
    return county_folder(
        tmp_path / "c",
        villages__csv=VILLAGES.replace(",200,", ",约200,"),
        households__csv=HOUSEHOLDS.replace("19900000000", "123"),
    )


def test_every_file_at_fault_has_its_copy(folder, tmp_path):
    written = mark_paths(OPERATOR, [folder], check_paths(OPERATOR, [folder]), tmp_path / "out")
    assert sorted(path.name for path in written) == ["households.xlsx", "villages.xlsx"]
    assert sorted(tmp_path.joinpath("out").iterdir()) == sorted(written)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "villages.xlsx")["villages"]
    assert sheet["F2"].comment


def test_copies_of_one_name_are_told_apart(folder, tmp_path):
    twin = tmp_path / "d" / "villages.tsv"
    twin.parent.mkdir()
    twin.write_text("村编码\t村名\n", encoding="utf-8")
    paths = [folder / "villages.csv", twin]
    written = mark_paths(OPERATOR, paths, check_paths(OPERATOR, paths), tmp_path / "out")
    assert "villages.csv.xlsx" in [path.name for path in written]


def test_one_file_is_handed_back_under_the_name_asked_for(folder, tmp_path):
    path, target = folder / "villages.csv", tmp_path / "back.xlsx"
    assert mark_paths(OPERATOR, [path], check_paths(OPERATOR, [path], datum="wgs84"), target, lang="en") == [target]
    assert openpyxl.load_workbook(target).sheetnames == ["Findings", "villages"]
