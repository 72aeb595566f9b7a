import geopandas as gpd
import pytest
from shapely.geometry import box

from gridplan.planning.service_areas.differences import differences, shared

CRS = "EPSG:4550"


def _areas(circles, roads):
    rows = [(f"B{n}", "radius", shape) for n, shape in enumerate(circles)]
    rows += [(f"B{n}", "road_time", shape) for n, shape in enumerate(roads)]
    table = {"branch_id": [r[0] for r in rows], "model": [r[1] for r in rows]}
    return gpd.GeoDataFrame(table, geometry=[r[2] for r in rows], crs=CRS)


def test_the_four_kinds_have_their_areas():
    areas = _areas(
        [box(0, 0, 1_000, 1_000), box(500, 0, 1_500, 1_000)], [box(0, 0, 800, 1_000), box(900, 0, 1_700, 900)]
    )
    table = differences(areas, box(0, 0, 2_000, 1_000))
    found = table.set_index(["kind", "branch_id"]).area
    assert found["circle_only", "B0"] == pytest.approx(200_000)
    assert found["road_only", "B1"] == pytest.approx(200 * 900)
    assert found["overlap", ""] == pytest.approx(500_000)
    assert found["gap", ""] == pytest.approx(2e6 - 800_000 - 720_000)


def test_what_lies_outside_the_place_is_no_difference():
    areas = _areas([box(-1_000, 0, 1_000, 1_000)], [box(0, 0, 1_000, 1_000)])
    assert set(differences(areas, box(0, 0, 1_000, 1_000))["kind"]) == set()


def test_three_shapes_share_each_place_once():
    assert shared([box(0, 0, 2, 2), box(1, 0, 3, 2), box(1, 0, 3, 2)]).area == pytest.approx(4)
    assert shared([box(0, 0, 1, 1)]).is_empty
