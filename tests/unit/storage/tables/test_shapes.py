import shutil

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, box

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.shapes import read_shapes


def _points(crs="EPSG:4326"):
    table = {"CODE": ["01", "02"], "NAME": ["东庄村", "西庄村"]}
    return gpd.GeoDataFrame(table, geometry=[Point(119.01, 33.61), Point(119.02, 33.62)], crs=4326).to_crs(crs)


def _refused(path, **choice):
    with pytest.raises(RefusedError) as refused:
        read_shapes(path, **choice)
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("name", ["v.gpkg", "v.geojson", "v.shp", "v.kml", "v.parquet"])
def test_every_format_gives_the_same_rows(tmp_path, name):
    path = tmp_path / name
    if name == "v.parquet":
        _points().to_parquet(path)
    elif name == "v.kml":
        _points().rename(columns={"NAME": "Name"}).to_file(path, driver="KML")
    else:
        _points().to_file(path)
    sheet = read_shapes(path)
    assert sheet.rows.tolist() == [0, 1]
    assert shapely.equals_exact(sheet.shapes.to_numpy(), _points().geometry.to_numpy(), 1e-9).all()
    names = sheet.cells[[header.casefold() for header in sheet.header].index("name")]
    assert names.tolist() == ["东庄村", "西庄村"]


def test_metres_with_a_coordinate_system_become_degrees_and_tell_the_datum(tmp_path):
    path = tmp_path / "v.gpkg"
    _points("EPSG:4549").to_file(path)
    sheet = read_shapes(path)
    assert sheet.datum == "cgcs2000"
    assert shapely.equals_exact(sheet.shapes.to_numpy(), _points().geometry.to_numpy(), 1e-8).all()


def test_wgs84_on_a_file_is_no_statement_of_the_datum(tmp_path):
    path = tmp_path / "v.gpkg"
    _points().to_file(path)
    assert read_shapes(path).datum == ""


def test_an_old_datum_is_warned_of(tmp_path):
    path = tmp_path / "v.gpkg"
    _points("EPSG:4214").to_file(path)
    assert [finding.code for finding in read_shapes(path).findings] == ["CRS_DATUM"]


def test_metres_that_are_said_to_be_degrees_are_refused(tmp_path):
    path = tmp_path / "v.gpkg"
    _points("EPSG:4549").set_crs(4326, allow_override=True).to_file(path)
    assert _refused(path) == ["CRS_CONTRADICTS"]


def test_the_layer_that_is_wanted_is_taken_of_several(tmp_path):
    path = tmp_path / "data.gpkg"
    _points().to_file(path, layer="villages")
    _points().head(1).to_file(path, layer="other")
    assert len(read_shapes(path, wanted=("units", "villages")).rows) == 2
    assert len(read_shapes(path, "other").rows) == 1
    assert _refused(path, wanted=("branches",)) == ["LAYER_CHOICE"]


def test_chinese_attributes_of_a_shapefile_are_read_in_their_encoding(tmp_path):
    _points().to_file(tmp_path / "v.shp", encoding="gb18030")
    (tmp_path / "v.cpg").unlink()
    sheet = read_shapes(tmp_path / "v.shp")
    assert sheet.cells[1].tolist() == ["东庄村", "西庄村"]
    assert [finding.code for finding in sheet.findings] == ["ENC_GB18030"]


def test_a_shapefile_without_its_index_is_read_and_left_as_it_is(tmp_path):
    _points().to_file(tmp_path / "v.shp")
    (tmp_path / "v.shx").unlink()
    before = sorted(tmp_path.iterdir())
    sheet = read_shapes(tmp_path / "v.shp")
    assert [(finding.code, finding.action) for finding in sheet.findings] == [("SHP_PART", "repair")]
    assert sheet.shapes.x.round(2).tolist() == [119.01, 119.02]
    assert sorted(tmp_path.iterdir()) == before


def test_a_shapefile_without_attributes_is_refused(tmp_path):
    _points().to_file(tmp_path / "v.shp")
    alone = tmp_path / "alone.shp"
    shutil.copy(tmp_path / "v.shp", alone)
    assert _refused(alone) == ["SHP_PART"]


def test_folders_of_kml_are_read_as_one_table(tmp_path):
    path = tmp_path / "v.kml"
    place = "<Placemark><name>{}</name><Point><coordinates>{},33.6</coordinates></Point></Placemark>"
    folders = (f"<Folder><name>f</name>{place.format(n, x)}</Folder>" for n, x in (("甲", 119.0), ("乙", 119.1)))
    text = f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(folders)}</Document></kml>'
    path.write_text(text, encoding="utf-8")
    assert sorted(read_shapes(path).shapes.x) == [119.0, 119.1]


def test_third_dimensions_are_dropped(tmp_path):
    path = tmp_path / "v.gpkg"
    gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.force_3d(box(119, 33, 120, 34))], crs=4326).to_file(path)
    assert not read_shapes(path).shapes.has_z.any()
