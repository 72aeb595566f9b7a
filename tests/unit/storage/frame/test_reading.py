import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from gridplan.errors import InputError
from gridplan.storage.frame import read_frame
from gridplan.storage.frame.roles import find_outline, find_seats
from tests.unit.storage.frame.framed_town import CELL, SOUTH, WEST, write_frame


@pytest.fixture(scope="module")
def frame(tmp_path_factory):
    return read_frame(write_frame(tmp_path_factory.mktemp("frame")))


def test_the_outline_is_the_single_polygon_that_holds_the_rest(frame):
    assert frame.name == "小县"
    assert len(frame.county) == 1
    assert frame.county.total_bounds == pytest.approx([WEST, SOUTH, WEST + 8 * CELL, SOUTH + 4 * CELL])


def test_people_at_night_are_the_weight(frame):
    assert frame.cells["weight"].sum() == 16 * 5 + 16


def test_seats_come_with_their_chinese_names(frame):
    assert frame.seats["name"].tolist() == ["东关", "河西乡"]
    assert frame.seats["code"].tolist() == ["", ""]


def test_codes_are_text_and_villages_know_their_town(frame):
    assert frame.towns.to_dict() == {"999901001": "东关街道", "999901101": "河西镇", "999901102": "山后乡"}
    assert frame.villages.loc["999901101201"].to_dict() == {"name": "二村村委会", "town": "999901101"}


def test_the_census_row_and_the_sources_are_read(frame):
    assert (frame.census.households_n, frame.census.people_n) == (1_000, 2_600)
    county, seats = frame.credit.split("; ")
    assert county == "county: drawn by hand (MIT: checked twice), not official"
    assert seats == 'seats: GeoNames via a list, CC BY 4.0 "GeoNames.org"'
    assert "people: counted by nobody; weights alone." in frame.notes


def test_all_but_the_outline_may_be_missing(tmp_path):
    outline = gpd.GeoDataFrame(geometry=[box(WEST, SOUTH, WEST + 1, SOUTH + 1)], crs=4326)
    outline.to_file(tmp_path / "county.geojson")
    frame = read_frame(tmp_path)
    assert frame.name == tmp_path.name
    assert frame.seats.empty
    assert frame.cells.empty
    assert frame.towns.empty
    assert frame.villages.empty
    assert frame.census.households_n != frame.census.households_n
    assert frame.credit == ""


def test_a_folder_without_an_outline_is_refused_with_what_it_has(tmp_path):
    gpd.GeoDataFrame(geometry=[Point(1, 1)], crs=4326).to_file(tmp_path / "dots.geojson")
    with pytest.raises(InputError, match=r"outline.*dots"):
        read_frame(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_frame(tmp_path / "nowhere")


def test_of_two_point_layers_the_one_that_knows_the_towns_is_taken(frame):
    points = {
        "a.gpkg/town_markers": gpd.GeoDataFrame({"name": ["x", "y"]}, geometry=[Point(0, 0)] * 2, crs=4326),
        "a.gpkg/points": gpd.GeoDataFrame({"name": ["河西", "y"]}, geometry=[Point(0, 0)] * 2, crs=4326),
    }
    assert find_seats(points, frame.towns)["name"].tolist() == ["河西", "y"]


def test_of_two_outlines_the_one_with_the_people_is_taken(tmp_path, frame):
    far = gpd.GeoDataFrame({"name": ["远县"]}, geometry=[box(0, 0, 1, 1)], crs=4326)
    layers = {"county": far, "x": frame.county}
    assert find_outline(layers, [frame.cells], tmp_path)["name"].tolist() == ["小县"]


def test_a_seat_without_a_chinese_name_keeps_its_other_one(frame):
    columns = {"name": ["Hexi", "Far"], "zh": ["河西", None]}
    layers = {"a": gpd.GeoDataFrame(columns, geometry=[Point(0, 0)] * 2, crs=4326)}
    assert find_seats(layers, frame.towns)["name"].tolist() == ["河西", "Far"]
