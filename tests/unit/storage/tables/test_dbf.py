import geopandas as gpd
import pytest
from shapely.geometry import Point

from gridplan.storage.tables.dbf import dbf_encoding, dbf_faults


@pytest.fixture
def shapefile(tmp_path):
    def write(encoding="utf-8", **columns):
        values = {name: [value] for name, value in columns.items()}
        gpd.GeoDataFrame(values, geometry=[Point(119, 33)], crs=4326).to_file(tmp_path / "v.shp", encoding=encoding)
        return tmp_path / "v.shp"

    return write


def _codes(shp):
    return [finding.code for finding in dbf_faults(shp)]


def test_a_sound_shapefile_has_no_fault(shapefile):
    assert _codes(shapefile(name="东庄村")) == []


def test_shapes_without_records_are_counted(shapefile):
    shp = shapefile(name="东庄村")
    content = bytearray(shp.with_suffix(".dbf").read_bytes())
    content[4:8] = (0).to_bytes(4, "little")
    shp.with_suffix(".dbf").write_bytes(content)
    assert _codes(shp) == ["SHP_COUNT"]


@pytest.mark.filterwarnings("ignore:Column names longer than 10")
@pytest.mark.filterwarnings("ignore:Normalized/laundered field name")
def test_names_that_were_cut_until_they_were_alike_are_found(shapefile):
    assert _codes(shapefile(penetration_rate=1, penetration_base=2)) == ["DBF_FIELDNAME"]


@pytest.mark.parametrize("text", ["a" * 253 + "村", "村" * 85])
def test_a_text_that_was_cut_within_a_character_is_found(shapefile, text):
    shp = shapefile(name="a" * 254)
    assert _codes(shp) == []
    content = shp.with_suffix(".dbf").read_bytes()
    shp.with_suffix(".dbf").write_bytes(content.replace(b"a" * 254, text.encode()[:254]))
    assert _codes(shp) == ["DBF_TRUNC"]


@pytest.mark.parametrize(
    ("written", "stated", "encoding", "said"),
    [
        ("utf-8", "UTF-8", "utf-8", []),
        ("gb18030", None, "gb18030", ["ENC_GB18030"]),
        ("gb18030", "UTF-8", "gb18030", ["ENC_CONTRADICTS"]),
    ],
)
def test_the_encoding_is_read_from_the_text_itself(shapefile, written, stated, encoding, said):
    shp = shapefile(written, name="测试东庄村")
    shp.with_suffix(".cpg").unlink()
    if stated:
        shp.with_suffix(".cpg").write_text(stated)
    findings = []
    assert dbf_encoding(shp, findings) == encoding
    assert [finding.code for finding in findings] == said
