import pytest

from gridplan.storage.gate.coordinates import check_coordinates, check_extent
from tests.unit.storage.rough import read_text

HEAD = "网点编号,网点名称,经度,纬度\n"


def _said(folder, *places, kind="branches", needed=True):
    head = HEAD if kind == "branches" else "户编号,村编码,经度,纬度\n"
    draft = read_text(folder, kind, head + "".join(f"X{k},n,{place}\n" for k, place in enumerate(places)))
    draft.findings.clear()
    check_coordinates(draft, needed=needed)
    return draft, [(f.code, f.row) for f in draft.findings]


def test_ordinary_places_are_nothing_to_speak_of(tmp_path):
    assert _said(tmp_path, "119.0201,33.6102", "-70.6501,-33.4502")[1] == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("33.6102,119.0201", "COORD_SWAPPED"),
        ("200.25,33.6102", "COORD_RANGE"),
        ("119.0201,95.1", "COORD_RANGE"),
        ("0,0", "COORD_ZERO"),
        (",", "COORD_MISSING"),
        ("119.0201,", "COORD_MISSING"),
    ],
)
def test_a_wrong_place_is_named_and_loses_it(tmp_path, place, code):
    draft, said = _said(tmp_path, "119.0807,33.6308", place)
    assert said == [(code, 3)]
    assert draft.places.isna().tolist() == [False, True]


def test_a_household_may_have_no_place_but_not_half_of_one(tmp_path):
    said = _said(tmp_path, ",", "119.0201,", "119.0201,33.6102", kind="households", needed=False)[1]
    assert said == [("COORD_MISSING", 3)]


@pytest.mark.parametrize(
    ("places", "guess"),
    [
        (["40409059.01,3720855.76", "40414703.58,3723089.13"], "EPSG:4528"),
        (["20409059.01,3720855.76", "20414703.58,3723089.13"], "EPSG:4498"),
        (["409059.01,3720855.76", "414703.58,3723089.13"], "EPSG:4534"),
    ],
)
def test_metres_are_said_once_with_what_they_may_be(tmp_path, places, guess):
    draft, said = _said(tmp_path, *places)
    assert said == [("CRS_MISSING_PROJECTED", None)]
    assert guess in draft.findings[0].message.en


def test_coordinates_of_two_decimals_are_warned_of(tmp_path):
    assert _said(tmp_path, "119.02,33.61", "119.1,33.6", "119.0,33.5")[1] == [("COORD_PRECISION", None)]
    assert _said(tmp_path, "119.02,33.61", "119.1,33.6123", "119.0,33.5")[1] == []


def test_two_rows_may_stand_on_round_coordinates(tmp_path):
    assert _said(tmp_path, "119.0,33.6", "119.1,33.6")[1] == []


def test_a_crowd_on_one_point_is_warned_of(tmp_path):
    said = _said(tmp_path, *["119.0201,33.6102"] * 12, "119.0202,33.6102", kind="households", needed=False)[1]
    assert said == [("COORD_COINCIDENT", 2)]


def test_a_shape_round_the_earth_is_out_of_range(tmp_path):
    draft = read_text(
        tmp_path, "units", 'unit_id,name,户数,wkt\nV1,a,2,"POLYGON ((-179 33, 179 33, 179 34, -179 33))"\n'
    )
    check_extent(draft)
    assert [f.code for f in draft.findings if f.severity == "E"] == ["COORD_RANGE"]
