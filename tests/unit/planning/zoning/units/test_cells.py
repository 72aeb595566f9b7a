import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, box

from gridplan.planning.zoning.units import basic_units
from tests.town import CRS


def cells(shape, size_m=1_000.0):
    return basic_units(gpd.GeoDataFrame(geometry=[shape], crs=CRS), method="cells", size_m=size_m)


def test_inner_cells_are_regular_hexagons():
    units = cells(box(0, 0, 9_000, 9_000))
    whole = np.sqrt(3) / 2 * 1_000**2
    inner = units[units.area.between(0.999 * whole, 1.001 * whole)]
    assert len(inner) > 40
    assert inner.length.to_numpy() == pytest.approx(6 * 1_000 / np.sqrt(3), rel=1e-3)


def test_no_cell_is_much_smaller_than_a_hexagon():
    assert cells(Point(0, 0).buffer(5_000)).area.min() >= 0.3 * np.sqrt(3) / 2 * 1_000**2


def test_ids_count_from_north_to_south():
    units = cells(box(0, 0, 5_000, 5_000))
    assert units.index[0] == "H0001"
    assert units.centroid.y.round(2).is_monotonic_decreasing
    assert set(units["type"]) == {"cell"}


def test_an_area_smaller_than_a_cell_is_one():
    assert len(cells(box(0, 0, 300, 200))) == 1


def test_smaller_cells_are_more():
    assert len(cells(box(0, 0, 5_000, 5_000), 500.0)) > 3 * len(cells(box(0, 0, 5_000, 5_000)))
