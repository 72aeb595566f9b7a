import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from gridplan.geo.datum import to_datum
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.datums import state_datum, to_wgs84
from gridplan.storage.gate.doubts import doubt_datums
from tests.unit.storage.rough import read_text

ROADS = gpd.GeoDataFrame(
    geometry=[LineString([(119.0 + k / 40, 33.5), (119.0 + k / 40 + 0.01, 33.8)]) for k in range(8)], crs=4326
)


def _branches(folder, truly, stated):
    """Branches some metres beside the roads, written in one datum and stated in another."""
    rng = np.random.default_rng(3)
    on_road = shapely.line_interpolate_point(ROADS.geometry.to_numpy().repeat(4), rng.random(32), normalized=True)
    xy = to_datum(shapely.get_coordinates(on_road) + rng.normal(0, 1e-4, (32, 2)), "wgs84", truly)
    rows = "".join(f"B{k},n{k},{lon!r},{lat!r}\n" for k, (lon, lat) in enumerate(xy.tolist()))
    draft = read_text(folder, "branches", "网点编号,网点名称,经度,纬度\n" + rows)
    draft.findings.clear()
    state_datum(draft, stated, "")
    draft.places = to_wgs84(draft.places, draft.datums)
    return draft


@pytest.mark.parametrize("datum", ["wgs84", "cgcs2000", "gcj02", "bd09"])
def test_a_datum_that_is_stated_rightly_is_not_doubted(tmp_path, datum):
    draft = _branches(tmp_path, datum, datum)
    doubt_datums(CountyFiles(tables={"branches": draft}, roads=ROADS))
    assert draft.findings == []


@pytest.mark.parametrize(
    ("truly", "stated", "code"),
    [
        ("gcj02", "wgs84", "COORD_GCJ02_SUSPECT"),
        ("bd09", "cgcs2000", "COORD_BD09_SUSPECT"),
        ("wgs84", "gcj02", "COORD_WGS84_SUSPECT"),
        ("bd09", "gcj02", "COORD_BD09_SUSPECT"),
    ],
)
def test_a_datum_that_is_stated_wrongly_is_warned_of_with_evidence(tmp_path, truly, stated, code):
    draft = _branches(tmp_path, truly, stated)
    doubt_datums(CountyFiles(tables={"branches": draft}, roads=ROADS))
    assert [(finding.code, finding.action) for finding in draft.findings] == [(code, "warn")]
    assert "median distance" in draft.findings[0].message.en


def test_households_control_where_there_are_no_roads(tmp_path):
    homes = _branches(tmp_path, "wgs84", "wgs84")
    shifted = _branches(tmp_path, "bd09", "wgs84")
    doubt_datums(CountyFiles(tables={"branches": shifted, "households": homes}))
    assert [finding.code for finding in shifted.findings] == ["COORD_BD09_SUSPECT"]
    assert homes.findings == []
