import numpy as np
import pytest
import shapely

from gridplan.geo.datum import to_datum
from gridplan.storage.gate.datums import datum_code, state_datum, to_wgs84
from tests.unit.storage.rough import BRANCHES, read_text


def _stated(folder, text=BRANCHES, stated="", implied="", datum=""):
    draft = read_text(folder, "branches", text)
    draft.findings.clear()
    draft.datum = datum
    state_datum(draft, stated, implied)
    return draft


@pytest.mark.parametrize(("said", "code"), [("GCJ-02", "gcj02"), ("百度", "bd09"), ("CGCS2000", "cgcs2000"), ("x", "")])
def test_usual_names_are_understood(said, code):
    assert datum_code(said) == code


def test_in_china_the_datum_is_asked_for(tmp_path):
    draft = _stated(tmp_path)
    assert [(f.code, f.severity) for f in draft.findings] == [("DATUM_MISSING", "E")]


def test_elsewhere_wgs84_is_taken_and_said(tmp_path):
    draft = _stated(tmp_path, BRANCHES.replace("119.", "1.").replace("33.", "42."))
    assert [(f.code, f.severity) for f in draft.findings] == [("DATUM_ASSUMED", "I")]


@pytest.mark.parametrize(
    ("told", "datum"),
    [
        ({"stated": "gcj02", "datum": "cgcs2000", "implied": "wgs84"}, "gcj02"),
        ({"datum": "cgcs2000", "implied": "wgs84"}, "cgcs2000"),
        ({"implied": "wgs84"}, "wgs84"),
    ],
)
def test_a_person_goes_before_the_file_and_the_file_before_the_project(tmp_path, told, datum):
    draft = _stated(tmp_path, **told)
    assert set(draft.datums) == {datum}
    assert not draft.findings


def test_a_column_goes_before_all(tmp_path):
    text = "网点编号,网点名称,经度,纬度,坐标系\nB1,a,119.02,33.61,百度\nB2,b,119.03,33.62,\n"
    assert _stated(tmp_path, text, stated="gcj02").datums.tolist() == ["bd09", "gcj02"]


def test_places_come_to_wgs84_each_from_its_datum(tmp_path):
    text = "网点编号,网点名称,经度,纬度,坐标系\nB1,a,119.02,33.61,bd09\nB2,b,119.03,33.62,wgs84\n"
    draft = _stated(tmp_path, text)
    xy = shapely.get_coordinates(to_wgs84(draft.places, draft.datums).to_numpy())
    assert np.allclose(xy[0], to_datum([[119.02, 33.61]], "bd09", "wgs84")[0], atol=1e-12)
    assert xy[1].tolist() == [119.03, 33.62]
