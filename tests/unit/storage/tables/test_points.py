import pytest
import shapely

from tests.unit.storage.rough import read_text


def test_longitude_and_latitude_make_points(tmp_path):
    draft = read_text(tmp_path, "households", "户编号,村编码,经度,纬度\nH1,V1,119.5,33.25\nH2,V1,,\n")
    assert shapely.to_wkt(draft.places[0]) == "POINT (119.5 33.25)"
    assert draft.places.isna().tolist() == [False, True]


def test_shapes_as_text_are_read(tmp_path):
    draft = read_text(
        tmp_path, "units", 'unit_id,name,户数,wkt\nV1,东庄,2,"POLYGON ((0 0, 1 0, 1 1, 0 0))"\nV2,西庄,3,POINT (3 4)\n'
    )
    assert draft.places.geom_type.tolist() == ["Polygon", "Point"]


@pytest.mark.parametrize("text", ["POLYGON ((0 0, 1 0", "here"])
def test_a_shape_that_can_not_be_read_is_said(tmp_path, text):
    draft = read_text(tmp_path, "units", f'unit_id,name,户数,wkt\nV1,东庄,2,"{text}"\n')
    assert [(f.code, f.row) for f in draft.findings if f.severity == "E"] == [("GEOM_TYPE", 2)]
