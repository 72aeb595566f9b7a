import sqlite3
from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest
from shapely.geometry import GeometryCollection, LineString, Point, Polygon

from gridplan.storage.exports import gpkg
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


@pytest.fixture(scope="module")
def path(plan, tmp_path_factory):
    path = tmp_path_factory.mktemp("gpkg") / "town.gpkg"
    gpkg.export(plan, path, "zh")
    return path


@pytest.fixture(scope="module")
def styles(path):
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT f_table_name, styleQML, useAsDefault, f_geometry_column FROM layer_styles")
        return {name: (text, default, column) for name, text, default, column in found}


def _spatial(path):
    return {name for name, kind in pyogrio.list_layers(path) if kind}


def test_it_holds_the_plan_and_its_geography(path):
    expected = "grids special_grids units branches service_areas differences households barriers roads towns county"
    assert set(expected.split()) <= _spatial(path)
    assert {"about", "assignments", "officers", "findings", "indicators"} <= {n for n, _ in pyogrio.list_layers(path)}


def test_shapes_are_in_degrees_and_ids_are_kept(path, plan):
    grids = gpd.read_file(path, layer="grids")
    assert grids.crs.to_epsg() == 4326
    assert grids["grid_id"].tolist() == plan.grids.index[plan.grids["kind"] == "base"].tolist()
    back = grids.to_crs(plan.meta.crs).area.sum()
    assert back == pytest.approx(plan.units.area.sum(), rel=1e-6)


def test_branches_are_points_and_areas_one_kind(path):
    kinds = dict(pyogrio.list_layers(path))
    assert kinds["branches"] == "Point"
    assert kinds["grids"] == "MultiPolygon"


def test_every_spatial_layer_has_a_default_style(path, styles):
    assert set(styles) == _spatial(path)
    assert all(default == 1 and column == "geom" for _, default, column in styles.values())


def test_styles_are_well_formed_and_complete(styles):
    for text, *_ in styles.values():
        root = ET.fromstring(text)  # noqa: S314 # written by ourselves a moment ago
        renderer = root.find("renderer-v2")
        symbols = renderer.findall("symbols/symbol")
        assert renderer.get("type") in {"singleSymbol", "categorizedSymbol"}
        assert [symbol.get("name") for symbol in symbols] == [str(n) for n in range(len(symbols))]
        used = [category.get("symbol") for category in renderer.findall("categories/category")]
        assert not used or used == [symbol.get("name") for symbol in symbols]
        assert all(symbol.find("layer/Option[@type='Map']/Option") is not None for symbol in symbols)


#: What the readers of QGIS's simple symbol layers ask for (their `create` methods); any other option would be lost.
READ = {
    "SimpleFill": {"color", "style", "joinstyle", "outline_color", "outline_style", "outline_width",
                   "outline_width_unit"},
    "SimpleLine": {"line_color", "line_style", "line_width", "line_width_unit", "capstyle", "joinstyle"},
    "SimpleMarker": {"name", "color", "size", "size_unit", "scale_method", "outline_color", "outline_style",
                     "outline_width", "outline_width_unit"},
}  # fmt: skip
#: The table of styles as QGIS makes it itself.
COLUMNS = {
    "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD",
    "useAsDefault", "description", "owner", "ui", "update_time",
}  # fmt: skip


def test_the_table_of_styles_is_the_one_that_qgis_looks_for(path):
    with closing(sqlite3.connect(path)) as connection:
        columns = {row[1]: row for row in connection.execute("PRAGMA table_info(layer_styles)")}
        listed = connection.execute("SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'").fetchone()
    assert set(columns) == COLUMNS
    assert [name for name, row in columns.items() if row[5]] == ["id"]
    assert listed == ("attributes",)


def test_every_category_has_its_symbol_and_every_option_a_reader(styles):
    for text, *_ in styles.values():
        root = ET.fromstring(text)  # noqa: S314 # our own file
        symbols = {symbol.get("name") for symbol in root.iter("symbol")}
        assert {category.get("symbol") for category in root.iter("category")} <= symbols
        for layer in root.iter("layer"):
            options = {option.get("name") for option in layer.iter("Option") if option.get("name")}
            assert options <= READ[layer.get("class")]


def test_grids_side_by_side_differ_in_colour(styles):
    root = ET.fromstring(styles["grids"][0])  # noqa: S314 # as above
    colours = [option.get("value") for option in root.findall(".//Option[@name='color']")]
    assert len(colours) == len(set(colours)) == 4


def test_circles_are_dashed_and_differences_hatched(styles):
    assert "dash" in styles["service_areas"][0]
    assert "b_diagonal" in styles["differences"][0]


def test_fields_and_legends_speak_the_reader_s_language(styles, plan, tmp_path):
    assert 'name="网格号"' in styles["grids"][0]
    assert "圈内但路程过远" in styles["differences"][0]
    gpkg.export(plan, tmp_path / "en.gpkg", "en")
    with closing(sqlite3.connect(tmp_path / "en.gpkg")) as connection:
        texts = "".join(row[0] for row in connection.execute("SELECT styleQML FROM layer_styles"))
    assert texts.isascii()


def test_the_header_row_of_a_hostile_name_stays_xml(plan, tmp_path):
    gpkg.export(replace(plan, grids=plan.grids.assign(name='<a & "b">\'')), tmp_path / "a.gpkg", "zh")
    assert gpd.read_file(tmp_path / "a.gpkg", layer="grids")["name"][0] == '<a & "b">\''


def test_lines_and_areas_of_one_layer_become_two(plan):
    square = Polygon([(0, 0), (1, 0), (1, 1)])
    shapes = [square, LineString([(0, 0), (1, 1)]), GeometryCollection([square, Point(5, 5)])]
    water = gpd.GeoDataFrame({"name": ["a", "b", "c"]}, geometry=shapes, crs=plan.meta.crs)
    layers = replace(plan.layers, water=water)
    found = {layer: table for layer, _, table in gpkg.spatial_layers(replace(plan, layers=layers))}
    assert found["water_areas"]["name"].tolist() == ["a", "c"]
    assert found["water_areas"].geom_type.isin(["Polygon", "MultiPolygon"]).all()
    assert found["water_lines"]["name"].tolist() == ["b"]
