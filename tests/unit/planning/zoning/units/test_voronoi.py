import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

from gridplan.errors import GeometryError
from gridplan.planning.zoning.units import basic_units
from tests.town import CRS

AREA = gpd.GeoDataFrame(geometry=[box(0, 0, 4_000, 1_000)], crs=CRS)


def villages(*xy, **columns):
    return gpd.GeoDataFrame(columns, geometry=[Point(place) for place in xy], crs=CRS, index=list("abcdef")[: len(xy)])


def towns(**shapes):
    return gpd.GeoDataFrame(geometry=list(shapes.values()), index=pd.Index(shapes, name="town"), crs=CRS)


TWO = towns(west=box(0, 0, 2_000, 1_000), east=box(2_000, 0, 4_000, 1_000))


def test_land_goes_to_the_nearest_point():
    units = basic_units(AREA, points=villages((500, 500), (2_500, 500)))
    assert units.area.round().to_dict() == {"a": 1_500_000, "b": 2_500_000}


def test_index_and_columns_are_those_of_the_points():
    units = basic_units(AREA, points=villages((500, 500), (900, 500), name=["甲", "乙"]), towns=TWO)
    assert units.index.tolist() == ["a", "b"]
    assert units["name"].tolist() == ["甲", "乙"]
    assert units["town"].tolist() == ["west", "west"]


def test_a_cell_ends_at_the_border_of_its_town():
    units = basic_units(AREA, points=villages((1_900, 500), (3_900, 500)), towns=TWO)
    assert units.area.round().tolist() == [2_000_000, 2_000_000]


def test_a_stated_town_outweighs_the_place():
    points = villages((500, 500), (1_950, 500), town=["west", "east"])
    units = basic_units(AREA, points=points, towns=TWO)
    assert units.loc["b"].geometry.bounds == pytest.approx((2_000, 0, 4_000, 1_000))


@pytest.mark.parametrize("town", ["", None, "elsewhere"])
def test_a_town_that_is_not_known_is_found_by_place(town):
    points = villages((500, 500), (3_000, 500), town=["west", town])
    assert basic_units(AREA, points=points, towns=TWO)["town"].tolist() == ["west", "east"]


def test_land_of_a_town_without_points_joins_its_neighbour():
    units = basic_units(AREA, points=villages((500, 500), (1_500, 500)), towns=TWO)
    assert units.area.round().to_dict() == {"a": 1_000_000, "b": 3_000_000}


def test_points_at_one_place_share_its_land():
    units = basic_units(AREA, points=villages((2_000, 500), (2_000, 500), (2_000, 500)))
    assert (units.area > 0).all()
    assert units.area.sum() == pytest.approx(4_000_000)


def test_a_point_outside_the_area_gets_the_land_nearest_to_it():
    units = basic_units(AREA, points=villages((500, 500), (9_000, 500)))
    assert units.loc["b"].geometry.bounds[2] == 4_000


def test_a_piece_behind_an_inlet_joins_the_neighbour_that_it_touches():
    comb = Polygon(
        [(0, 0), (4_000, 0), (4_000, 1_000), (1_500, 1_000), (1_500, 50), (1_400, 50), (1_400, 1_000), (0, 1_000)]
    )
    area = gpd.GeoDataFrame(geometry=[comb], crs=CRS)
    units = basic_units(area, points=villages((1_300, 900), (3_500, 500)))
    assert set(units.geom_type) == {"Polygon"}


def test_an_island_without_a_point_goes_to_the_nearest_unit():
    area = gpd.GeoDataFrame(geometry=[MultiPolygon([box(0, 0, 1_000, 1_000), box(1_200, 0, 1_300, 100)])], crs=CRS)
    units = basic_units(area, points=villages((100, 500), (900, 500)))
    assert units.loc["b"].geometry.geom_type == "MultiPolygon"
    assert units.area.sum() == pytest.approx(1_010_000)


def test_overlapping_towns_are_parted():
    sloppy = towns(west=box(0, 0, 2_010, 1_000), east=box(1_990, 0, 4_000, 1_000))
    units = basic_units(AREA, points=villages((1_000, 500), (2_000, 500), town=["west", "east"]), towns=sloppy)
    assert units.area.sum() == pytest.approx(4_000_000)


def test_no_points_are_refused():
    with pytest.raises(GeometryError, match="built from points"):
        basic_units(AREA, points=villages())


def test_degrees_are_refused():
    with pytest.raises(GeometryError, match="metric"):
        basic_units(AREA.set_crs(4326, allow_override=True), points=villages((0, 0)))


def test_an_unknown_method_is_refused():
    with pytest.raises(GeometryError, match="polygons, voronoi, blocks, cells"):
        basic_units(AREA, points=villages((0, 0)), method="squares")


def test_an_area_without_land_is_refused():
    with pytest.raises(GeometryError, match="without land"):
        basic_units(AREA.iloc[:0], points=villages((0, 0)))


def test_many_points_stay_in_their_cells():
    rng = np.random.default_rng(3)
    points = villages(*rng.uniform((10, 10), (3_990, 990), (6, 2)))
    units = basic_units(AREA, points=points, towns=TWO)
    assert units.contains(points).all()
