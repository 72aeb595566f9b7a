import pytest

from gridplan.storage.layer_reading import layer_table, read_road_layer, read_role
from gridplan.storage.roles import ROLES
from tests.unit.storage.rough import COUNTY


def _feature(properties, geometry):
    return f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}'


def _write(folder, *features):
    path = folder / "l.geojson"
    path.write_text(f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}', encoding="utf-8")
    return path


SQUARE = '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}'
LINE = '{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}'


def test_towns_are_known_by_their_chinese_columns_and_indexed_by_name(tmp_path):
    path = _write(tmp_path, _feature('{"乡镇名称": " 城关镇", "面积": 3}', SQUARE))
    draft = read_role(path, ROLES["towns"])
    table = layer_table(draft, ROLES["towns"])
    assert table.index.tolist() == ["城关镇"]
    assert table["面积"].tolist() == [3]


def test_kinds_of_barriers_are_read_in_both_languages(tmp_path):
    path = _write(tmp_path, *(_feature(f'{{"类型": "{kind}"}}', LINE) for kind in ("河流", "railway", "高速")))
    assert layer_table(read_role(path, ROLES["barriers"]), ROLES["barriers"])["kind"].tolist() == [
        "river",
        "railway",
        "motorway",
    ]


@pytest.mark.parametrize(
    ("role", "properties", "geometry", "code", "row"),
    [
        ("barriers", '{"kind": "墙"}', LINE, "ENUM", 0),
        ("barriers", '{"name": "x"}', LINE, "HDR_MISSING", None),
        ("barriers", '{"kind": "river"}', SQUARE, "GEOM_TYPE", 0),
        ("towns", '{"town": "x"}', "null", "GEOM_NULL", 0),
    ],
)
def test_what_a_role_needs_is_asked_for(tmp_path, role, properties, geometry, code, row):
    findings = read_role(_write(tmp_path, _feature(properties, geometry)), ROLES[role]).findings
    assert [(finding.code, finding.row) for finding in findings if finding.severity == "E"] == [(code, row)]


def test_a_layer_without_features_is_refused(tmp_path):
    assert [finding.code for finding in read_role(_write(tmp_path), ROLES["county"])] == ["NO_ROWS"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("roads.osm", '<?xml version="1.0"?><osm version="0.6"><node id="1" lon="1"', "FILE_TRUNCATED"),
        ("roads.osm", '<?xml version="1.0"?><osm version="0.6"></osm>', "NET_EMPTY"),
        ("roads.geojson", COUNTY, "ROADS_UNREAD"),
    ],
)
def test_roads_that_can_not_be_read_say_why(tmp_path, name, text, code):
    (tmp_path / name).write_text(text, encoding="utf-8")
    roads, findings = read_road_layer(tmp_path / name, None, None)
    assert roads is None
    assert [finding.code for finding in findings] == [code]
