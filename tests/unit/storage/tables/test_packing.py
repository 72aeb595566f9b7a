import zipfile

import geopandas as gpd
import pytest
from shapely.geometry import Point

from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.tables.packing import unpacked
from gridplan.storage.tables.shapes import read_shapes


def _zipped(folder, encoding="utf-8"):
    table = gpd.GeoDataFrame({"name": ["东庄村"]}, geometry=[Point(119.0, 33.6)], crs=4326)
    inner = folder / "in"
    inner.mkdir()
    table.to_file(inner / "villages.shp", encoding=encoding)
    (inner / "villages.cpg").unlink()
    with zipfile.ZipFile(folder / "v.zip", "w") as archive:
        for part in inner.iterdir():
            archive.write(part, f"data/{part.name}")
    return folder / "v.zip"


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", []), ("gb18030", ["ENC_GB18030"])])
def test_a_zipped_shapefile_is_read_in_its_encoding_under_its_own_name(tmp_path, encoding, said):
    sheet = read_shapes(_zipped(tmp_path, encoding))
    assert sheet.cells[0].tolist() == ["东庄村"]
    assert sheet.file == "v.zip"
    assert [(finding.code, finding.file) for finding in sheet.findings] == [(code, "v.zip") for code in said]


def test_nothing_is_left_of_what_was_unpacked(tmp_path):
    with unpacked(_zipped(tmp_path)) as layer:
        assert layer.is_file()
    assert not layer.exists()


def test_an_archive_without_a_layer_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "v.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(RefusedError, match="ZIP"):
        read_shapes(tmp_path / "v.zip")
