import pytest

from gridplan.storage.tables.geojson import geojson_faults

FEATURE = '{"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [119, 33]}}'


def _faults(folder, text):
    path = folder / "g.geojson"
    path.write_text(text, encoding="utf-8")
    return [(finding.code, finding.row) for finding in geojson_faults(path)]


def _collection(*features):
    return f'{{"type": "FeatureCollection", "features": [{", ".join(features)}]}}'


def test_a_collection_of_features_is_sound(tmp_path):
    assert _faults(tmp_path, _collection(FEATURE, FEATURE)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FEATURE, [("JSON_WRAP", None)]),
        (_collection(FEATURE.replace('"a": 1', '"a": 1, "a": 2')), [("JSON_DUPKEY", None)]),
        (_collection(FEATURE, FEATURE.replace('{"a": 1}', "null")), [("SCHEMA", 1)]),
        (_collection(FEATURE, FEATURE.replace('"a": 1', '"a": {"b": 1}')), [("SCHEMA", 1)]),
        (_collection(FEATURE.replace("[119, 33]", '["119", "33"]')), [("GEOM_TYPE", 0)]),
        ('{"a": 1}', [("FMT_MISMATCH", None)]),
        ('{"type": "Feature', [("FILE_DAMAGED", None)]),
    ],
)
def test_what_gdal_passes_over_is_said(tmp_path, text, said):
    assert _faults(tmp_path, text) == said


def test_what_nobody_reads_may_be_nested(tmp_path):
    path = tmp_path / "county.geojson"
    outline = '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}'
    told = '{"name": "某县", "center": [1, 2], "parent": {"adcode": 320800}}'
    feature = f'{{"type": "Feature", "properties": {told}, "geometry": {outline}}}'
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}', encoding="utf-8")
    assert list(geojson_faults(path)) == []
