from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import LineString

from gridplan.geo.datum import to_datum
from gridplan.storage.exports import kml
from gridplan.storage.exports.taking import Taking
from tests.unit.maps.drawn_town import drawn_town

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


def _written(plan, path, datum="wgs84", lang="zh"):
    kml.export(plan, path, lang, Taking(datum=datum))
    return ET.parse(path).getroot()  # noqa: S314 # our own file


def _folders(root):
    return {folder.find(f"{KML}name").text: folder for folder in root.iter(f"{KML}Folder")}


def _lines(folder):
    texts = [line.find(f"{KML}coordinates").text for line in folder.iter(f"{KML}LineString")]
    return [np.array([place.split(",") for place in text.split()], dtype=float) for text in texts]


def test_a_road_lies_in_one_place_whatever_the_datum(plan, tmp_path):
    written = {
        datum: _lines(_folders(_written(plan, tmp_path / f"{datum}.kml", datum))["道路"])
        for datum in ("wgs84", "gcj02", "bd09")
    }
    assert written["wgs84"]
    for datum in ("gcj02", "bd09"):
        moved = [to_datum(line, datum, "wgs84") for line in written[datum]]
        back = gpd.GeoSeries([LineString(line) for line in moved], crs=4326).to_crs(plan.meta.crs)
        truth = gpd.GeoSeries([LineString(line) for line in written["wgs84"]], crs=4326).to_crs(plan.meta.crs)
        assert back.hausdorff_distance(truth).max() < 0.5
        raw = gpd.GeoSeries([LineString(line) for line in written[datum]], crs=4326).to_crs(plan.meta.crs)
        assert raw.hausdorff_distance(truth).min() > 100


def test_the_file_says_which_datum_it_is_in(plan, tmp_path):
    root = _written(plan, tmp_path / "plan.kml", "gcj02")
    assert root.find(f"{KML}Document/{KML}name").text.endswith("gcj02")


def test_each_grid_has_its_shape_its_colour_and_its_owner(plan, tmp_path):
    marks = _folders(_written(plan, tmp_path / "plan.kml", lang="en"))["Grids"].findall(f"{KML}Placemark")
    assert len(marks) == (plan.grids["kind"] == "base").sum()
    for mark in marks:
        assert mark.find(f".//{KML}Polygon") is not None
        assert len(mark.find(f".//{KML}PolyStyle/{KML}color").text) == 8
        assert {data.get("name") for data in mark.iter(f"{KML}Data")} >= {"Grid", "Owner"}


def test_no_household_is_in_it(plan, tmp_path):
    _written(plan, tmp_path / "plan.kml")
    text = (tmp_path / "plan.kml").read_text("utf-8")
    assert not [household for household in plan.households.index if f">{household}<" in text]
