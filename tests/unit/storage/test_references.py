import geopandas as gpd
import pytest
from shapely import Point

from gridplan.geo.datum import to_datum
from gridplan.storage import references
from gridplan.storage.labels import Labels
from gridplan.storage.references import read_references

AT = (112.5, 32.5)


def _written(folder, toml="", names=("一小", "二小"), at=AT):
    table = gpd.GeoDataFrame({"校名": list(names)}, geometry=[Point(*at)] * len(names), crs=4326)
    table.to_file(folder / "schools.geojson", engine="pyogrio")
    text = f'[schools]\nfile = "schools.geojson"\ntitle = "学校"\ndatum = "wgs84"\nlabel = "校名"\n{toml}'
    (folder / "layers.toml").write_text(text, encoding="utf-8")
    return read_references(folder, Labels("县"))


def test_a_layer_without_role_is_shown_under_its_names(tmp_path):
    (found,), findings = _written(tmp_path, 'title_en = "Schools"\ncolour = "#AA0000"')
    assert (found.called("zh"), found.called("en"), found.colour) == ("学校", "Schools", "#aa0000")
    assert list(found.shapes["label"]) == ["一小", "二小"]
    assert findings == []


def test_one_title_serves_both_languages(tmp_path):
    assert _written(tmp_path)[0][0].called("en") == "学校"


def test_a_stated_datum_is_brought_to_wgs84(tmp_path):
    (shifted,) = to_datum([AT], "wgs84", "gcj02")
    _written(tmp_path, at=tuple(shifted))
    path = tmp_path / "layers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("wgs84", "gcj02"), encoding="utf-8")
    (found,), _ = read_references(tmp_path, Labels("县"))
    assert found.shapes.geometry.iloc[0].distance(Point(*AT)) < 1e-6


@pytest.mark.parametrize("datum", ["", "mars"])
def test_a_layer_whose_datum_nobody_knows_is_not_shown(tmp_path, datum):
    _written(tmp_path)
    path = tmp_path / "layers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("wgs84", datum), encoding="utf-8")
    found, findings = read_references(tmp_path, Labels("县"))
    assert found == []
    assert {finding.severity for finding in findings} == {"W"}
    assert findings[-1].code in {"DATUM_MISSING", "DATUM_UNKNOWN"}


@pytest.mark.parametrize(
    ("toml", "code"), [('colour = "red;}"', "REFERENCE_COLOUR"), ('layer = "other"', "LAYER_CHOICE")]
)
def test_what_is_wrong_is_said_by_the_name_of_the_file(tmp_path, toml, code):
    _, findings = _written(tmp_path, toml)
    assert [finding.code for finding in findings] == [code]
    assert findings[0].mend.zh


def test_an_unknown_column_of_names_leaves_the_names_out(tmp_path):
    _written(tmp_path)
    path = tmp_path / "layers.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('label = "校名"', 'label = "名"'), encoding="utf-8")
    (found,), (finding,) = read_references(tmp_path, Labels("县"))
    assert finding.code == "REFERENCE_LABEL"
    assert "校名" in finding.message.zh
    assert set(found.shapes["label"]) == {""}


@pytest.mark.parametrize("content", [None, b"", b"{", b"PK\x03\x04", b"\x00" * 99])
def test_a_bad_file_is_a_warning_and_hinders_no_other(tmp_path, content):
    _written(tmp_path, '[bad]\nfile = "bad.geojson"')
    if content is not None:
        (tmp_path / "bad.geojson").write_bytes(content)
    found, findings = read_references(tmp_path, Labels("县"))
    assert [one.name for one in found] == ["schools"]
    assert {finding.file for finding in findings} == {"bad.geojson"}


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_SHAPES", "MOST_VERTICES"])
def test_what_is_too_large_to_look_at_is_left_out(tmp_path, monkeypatch, limit):
    monkeypatch.setattr(references, limit, 1)
    found, findings = _written(tmp_path)
    assert found == []
    assert [finding.code for finding in findings] == ["REFERENCE_LARGE"]


def test_a_list_that_is_no_toml_shows_nothing(tmp_path):
    (tmp_path / "layers.toml").write_text("[", encoding="utf-8")
    assert read_references(tmp_path, Labels("县")) == ([], [])
