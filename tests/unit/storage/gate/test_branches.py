import pytest

from gridplan.model.plan import PRESETS
from gridplan.storage.gate.branches import doubt_small_radii, fill_sizes, stand_apart
from tests.unit.storage.rough import read_text


def test_sizes_that_are_not_told_are_those_of_the_kind(tmp_path):
    draft = read_text(
        tmp_path, "branches", "网点编号,网点名称,类型,经度,纬度,车程\nB1,a,城区,119.1,33.6,\nB2,b,山区,119.2,33.6,50\n"
    )
    fill_sizes(draft, PRESETS)
    assert draft.table["coverage_radius_m"].tolist() == [PRESETS["urban"].radius_m, PRESETS["mountain"].radius_m]
    assert draft.table["drive_min"].tolist() == [PRESETS["urban"].drive_min, 50]


@pytest.mark.parametrize("radius", ["", "NaN", "1e9", "-3", "0"])
def test_a_radius_that_is_empty_or_absurd_is_refused(tmp_path, radius):
    draft = read_text(tmp_path, "branches", f"网点编号,网点名称,经度,纬度,半径_km\nB1,a,119.1,33.6,{radius}\n")
    fill_sizes(draft, PRESETS)
    assert [(f.code, f.row) for f in draft.findings if f.severity == "E"] == [("RADIUS_RANGE", 2)]


def test_a_radius_of_metres_in_a_column_of_kilometres_is_warned_of(tmp_path):
    text = "网点编号,网点名称,经度,纬度,半径_km\nB1,a,119.1,33.6,0.01\nB2,b,119.2,33.6,3\n"
    draft = read_text(tmp_path, "branches", text)
    doubt_small_radii(draft)
    assert [(f.code, f.row, f.action) for f in draft.findings if f.severity != "I"] == [("RADIUS_SMALL", 2, "warn")]


def test_branches_on_one_point_are_refused_both(tmp_path):
    draft = read_text(
        tmp_path, "branches", "网点编号,网点名称,经度,纬度\nB1,a,119.1,33.6\nB2,b,119.1,33.6\nB3,c,119.2,33.6\n"
    )
    stand_apart(draft)
    assert [(f.code, f.row) for f in draft.findings if f.severity == "E"] == [
        ("BRANCH_COINCIDENT", 2),
        ("BRANCH_COINCIDENT", 3),
    ]
