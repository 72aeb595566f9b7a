import pytest

from gridplan.storage.folder import read_inputs
from tests.unit.storage.rough import codes, county_folder

VILLAGES = "村编码,村名,户数,经度,纬度\n" + "".join(f"V{k},村{k},800,{119.0 + k / 100},33.6123\n" for k in range(10))
HEAD = "员工号,姓名,网点编号,最多网格数,状态\n"


@pytest.fixture
def said(tmp_path):
    def check(officers):
        folder = county_folder(
            tmp_path / "c", villages__csv=VILLAGES, households__csv=None, officers__csv=HEAD + "".join(officers)
        )
        return codes(read_inputs(folder)[1])

    return check


def test_officers_who_can_serve_all_grids_are_nothing_to_speak_of(said):
    assert said([f"E{k},甲{k},B1,2,在岗\n" for k in range(3)]) == []


def test_too_few_officers_are_warned_of(said):
    assert said(["E1,甲,B1,2,在岗\n"]) == ["OFFICER_CAPACITY"]


def test_an_officer_on_leave_serves_no_grid(said):
    assert said(["E1,甲,B1,3,在岗\n", "E2,乙,B1,3,休假\n"]) == ["OFFICER_CAPACITY"]


def test_more_officers_than_grids_are_warned_of(said):
    assert said([f"E{k},甲{k},B1,2,在岗\n" for k in range(20)]) == ["OFFICER_SPARE"]
