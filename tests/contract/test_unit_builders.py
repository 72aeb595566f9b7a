"""Every unit builder keeps the same promises."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon

from gridplan.planning.zoning.units import UNIT_BUILDERS, Ground
from tests.town import CRS


@pytest.fixture(params=UNIT_BUILDERS.values(), ids=UNIT_BUILDERS)
def builder(request):
    return request.param


def tiny_ground(town):
    metric = town.map_spatial(lambda table: table.to_crs(CRS))
    points = metric.units.set_geometry(metric.units.centroid)
    area = metric.layers.county.geometry.iloc[0]
    layers = metric.layers
    return Ground(area, metric.units.crs, points, metric.units, layers.towns, layers.roads, layers.barriers, 700.0)


def random_ground(seed, n=12):
    """A crooked area with towns that do not quite fit it, points inside and out, and sloppy polygons."""
    rng = np.random.default_rng(seed)
    turns = np.sort(rng.uniform(0, 2 * np.pi, 14))
    ring = rng.uniform(2_500, 5_000, (14, 1)) * np.column_stack([np.cos(turns), np.sin(turns)])
    area = Polygon(ring).buffer(0)
    xy = rng.uniform(-4_000, 4_000, (n, 2))
    xy[1] = xy[0]
    points = gpd.GeoDataFrame(
        {"name": [f"村{k}" for k in range(n)]}, geometry=gpd.points_from_xy(*xy.T), index=[f"p{k}" for k in range(n)]
    )
    points["town"] = np.where(xy[:, 0] < rng.uniform(-500, 500), "西镇", "东镇")
    halves = [shapely.box(-4_000, -6_000, 10, 6_000), shapely.box(0, -6_000, 5_500, 6_000)]
    towns = gpd.GeoDataFrame(geometry=halves, index=pd.Index(["西镇", "东镇"], name="town"), crs=CRS)
    sloppy = shapely.buffer(shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(xy))), 5)
    roads = [LineString(rng.uniform(-5_000, 5_000, (3, 2))) for _ in range(12)]
    river = LineString(rng.uniform(-5_000, 5_000, (5, 2)))
    return Ground(
        area,
        CRS,
        points.set_crs(CRS),
        gpd.GeoDataFrame({"name": range(len(sloppy))}, geometry=sloppy, crs=CRS),
        towns,
        gpd.GeoDataFrame({"highway": "residential"}, index=range(12), geometry=roads, crs=CRS),
        gpd.GeoDataFrame({"kind": ["river"], "name": ["青河"]}, geometry=[river], crs=CRS),
        900.0,
    )


def keeps_its_promises(units, ground):
    shapes = units.geometry.to_numpy()
    assert units.index.is_unique
    assert units.crs == ground.crs
    assert shapely.is_valid(shapes).all()
    assert (shapely.area(shapes) > 0).all()
    assert set(shapely.get_type_id(shapes)) <= {3, 6}
    whole, size = shapely.union_all(shapes), ground.area.area
    assert ground.area.difference(whole).area <= 1e-6 * size
    assert whole.difference(ground.area).area <= 1e-6 * size
    assert shapely.area(shapes).sum() - whole.area <= 1e-6 * size
    assert shapely.coverage_is_valid(shapes)


def test_units_cover_the_tiny_town(builder, town):
    keeps_its_promises(builder(tiny_ground(town)), tiny_ground(town))


@given(seed=st.integers(0, 10_000))
@pytest.mark.parametrize("name", UNIT_BUILDERS)
def test_units_cover_any_area(name, seed):
    ground = random_ground(seed)
    keeps_its_promises(UNIT_BUILDERS[name](ground), ground)


@given(seed=st.integers(0, 10_000))
@pytest.mark.parametrize("name", UNIT_BUILDERS)
def test_the_order_of_rows_changes_nothing(name, seed):
    ground, rng = random_ground(seed), np.random.default_rng(seed)
    tables = ("points", "polygons", "towns", "roads", "barriers")
    turned = {table: getattr(ground, table).pipe(lambda t: t.iloc[rng.permutation(len(t))]) for table in tables}
    units = UNIT_BUILDERS[name](ground)
    again = UNIT_BUILDERS[name](replace(ground, **turned)).loc[units.index]
    assert shapely.equals_exact(units.normalize().to_numpy(), again.normalize().to_numpy(), 0).all()
    columns = list(units.columns.drop("geometry"))
    assert pd.DataFrame(units[columns]).equals(pd.DataFrame(again[columns]))
