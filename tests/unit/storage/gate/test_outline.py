import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, box

from gridplan.storage.gate.outline import check_home, check_inside
from tests.unit.storage.rough import read_text

COUNTY = gpd.GeoDataFrame(geometry=[box(118.9, 33.5, 119.2, 33.7)], crs=4326)


def _draft(folder, *places):
    rows = "".join(f"H{k},V1,{place}\n" for k, place in enumerate(places))
    draft = read_text(folder, "households", "户编号,村编码,经度,纬度\n" + rows)
    draft.places = draft.places.set_crs(4326)
    draft.findings.clear()
    return draft


def test_rows_inside_and_on_the_border_are_nothing_to_speak_of(tmp_path):
    assert not list(check_inside(_draft(tmp_path, "119.0,33.6", "118.9,33.6", "118.89999,33.6", ","), COUNTY))


def test_a_row_outside_is_warned_of_with_its_distance_and_refused_far_away(tmp_path):
    findings = list(check_inside(_draft(tmp_path, "119.21,33.6", "119.0,33.6", "122.2,33.6"), COUNTY))
    assert [(f.code, f.row, f.action) for f in findings] == [
        ("COORD_OUTSIDE", 4, "reject"),
        ("COORD_OUTSIDE", 2, "warn"),
    ]
    assert "0.928 km" in findings[1].message.en


def test_a_row_that_lies_inside_when_exchanged_is_said_to_be_exchanged(tmp_path):
    county = gpd.GeoDataFrame(geometry=[box(73.6, 15.2, 74.3, 15.8)], crs=4326)
    findings = list(check_inside(_draft(tmp_path, "73.9,15.5", "15.5,73.9"), county))
    assert [(f.code, f.row) for f in findings] == [("COORD_SWAPPED", 3)]


def test_a_row_that_names_no_unit_is_looked_for_and_not_refused(tmp_path):
    draft = _draft(tmp_path, "122.2,33.6", "119.0,33.6")
    draft.table.loc[0, "unit_id"] = None
    assert [(f.code, f.action) for f in check_inside(draft, COUNTY)] == [("COORD_OUTSIDE", "warn")]
    units = gpd.GeoSeries([Point(119.0, 33.6)], index=["V1"], crs=4326)
    assert [(f.code, f.row, f.action) for f in check_home(draft, units)] == [("FK_ORPHAN", 2, "warn")]


def test_what_a_ferry_serves_is_not_outside(tmp_path):
    draft, ferry = _draft(tmp_path, "119.21,33.6"), LineString([(119.1, 33.6), (119.205, 33.6)])
    assert not list(check_inside(draft, COUNTY, [ferry]))


def test_rows_that_lie_together_far_from_the_point_of_their_unit_doubt_the_point(tmp_path):
    units = gpd.GeoSeries([Point(119.0, 33.6)], index=["V1"], crs=4326)
    said = [(f.code, f.row, f.action) for f in check_home(_draft(tmp_path, "119.1,33.6", "119.101,33.6"), units)]
    assert said == [("UNIT_POINT_OFF", 2, "accept")]


@pytest.mark.parametrize(("home", "rows"), [(box(118.99, 33.59, 119.01, 33.61), [3, 4]), (Point(119.0, 33.6), [4])])
def test_a_household_far_from_its_unit_is_warned_of(tmp_path, home, rows):
    units = gpd.GeoSeries([home], index=["V1"], crs=4326)
    draft = _draft(tmp_path, "119.005,33.605", "119.03,33.6", "119.05,33.6")
    assert [(f.code, f.row, f.action) for f in check_home(draft, units)] == [
        ("COORD_OUTSIDE", row, "warn") for row in rows
    ]


def test_the_grave_row_is_named_before_the_first_hundred_slips(tmp_path):
    findings = list(check_inside(_draft(tmp_path, *["119.21,33.6"] * 110, "122.2,33.6"), COUNTY))
    assert [f.row for f in findings if f.action == "reject"] == [112]
    assert [f.code for f in findings][-1] == "MORE"
