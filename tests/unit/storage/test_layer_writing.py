import geopandas as gpd
import geopandas.testing
import pyogrio
from shapely.geometry import LineString, MultiPolygon, Point, box

from gridplan.storage.layer_writing import write_layer


def _layer():
    shapes = [box(0, 0, 1, 1), MultiPolygon([box(2, 2, 3, 3)]), LineString([(0, 0), (0.1 + 0.2, 1)]), Point(5, 6)]
    table = {"name": ["a", "", "中", "d"], "bridge": [True, False, True, False], "speed": [1.5, float("nan"), 2.0, 3.0]}
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


def test_shapes_of_every_type_and_all_columns_come_back(tmp_path):
    write_layer(_layer(), tmp_path / "l.gpkg", "l")
    geopandas.testing.assert_geodataframe_equal(gpd.read_file(tmp_path / "l.gpkg"), _layer())


def test_a_named_index_becomes_a_column(tmp_path):
    write_layer(_layer().set_axis(list("wxyz")).rename_axis("town"), tmp_path / "l.gpkg", "l")
    assert gpd.read_file(tmp_path / "l.gpkg")["town"].tolist() == list("wxyz")


def test_equal_layers_are_equal_files(tmp_path):
    for name in ("a", "b"):
        write_layer(_layer(), tmp_path / f"{name}.gpkg", "l", about="合成数据")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_the_clock_of_other_files_is_left_alone(tmp_path):
    write_layer(_layer(), tmp_path / "l.gpkg", "l")
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None
