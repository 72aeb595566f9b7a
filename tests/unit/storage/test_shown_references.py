import geopandas as gpd
from shapely import Point

from gridplan.storage.shown_references import shown_references


def _write(folder, names):
    (folder / "layers").mkdir(exist_ok=True)
    table = gpd.GeoDataFrame({"name": names}, geometry=[Point(112.5, 32.5)] * len(names), crs=4326)
    table.to_file(folder / "layers" / "schools.geojson", engine="pyogrio")
    text = '[schools]\nfile = "schools.geojson"\ndatum = "wgs84"\n'
    (folder / "layers" / "layers.toml").write_text(text, encoding="utf-8")


def test_a_changed_file_is_read_anew_in_metres(tmp_path):
    _write(tmp_path, ["a"])
    (before,) = shown_references(tmp_path, "EPSG:4547")
    assert before.shapes.crs == "EPSG:4547"
    assert shown_references(tmp_path, "EPSG:4547")[0] is before
    _write(tmp_path, ["a", "b"])
    (after,) = shown_references(tmp_path, "EPSG:4547")
    assert len(after.shapes) == 2


def test_a_workspace_without_such_layers_has_none(tmp_path):
    assert shown_references(tmp_path, "EPSG:4547") == ()
