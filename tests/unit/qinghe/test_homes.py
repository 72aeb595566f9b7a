import numpy as np
import pytest
import shapely
from scipy.spatial import cKDTree

from tests.unit.qinghe.counties import qinghe, qinghe_in_metres, small_county


@pytest.fixture(scope="module")
def homes():
    return qinghe_in_metres().households.geometry.to_numpy()


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_every_household_lives_inside_its_own_unit(seed):
    inputs = qinghe() if seed is None else small_county(seed)
    units, homes = inputs.units, inputs.households
    own = units.geometry.to_numpy()[units.index.get_indexer(homes["unit_id"])]
    shapely.prepare(own)
    assert shapely.contains(own, homes.geometry.to_numpy()).all()


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_nobody_lives_in_a_river(seed):
    inputs = qinghe() if seed is None else small_county(seed)
    rivers = inputs.layers.water.query("kind == 'river'").union_all()
    shapely.prepare(rivers)
    for points in (inputs.households, inputs.merchants, inputs.branches):
        assert not shapely.intersects(rivers, points.geometry.to_numpy()).any()


def test_neighbours_are_as_near_as_on_real_land(homes):
    xy = shapely.get_coordinates(homes)
    nearest = cKDTree(xy).query(xy, k=2)[0][:, 1]
    p10, p50, p90 = np.percentile(nearest, [10, 50, 90])
    assert p10 == pytest.approx(3, abs=0.6)
    assert p50 == pytest.approx(14, rel=0.25)
    assert p90 == pytest.approx(40, rel=0.25)
    assert nearest.min() > 0


def test_homes_stand_as_near_to_a_road_as_on_real_land(homes):
    roads = qinghe_in_metres().layers.roads.geometry.to_numpy()
    away = shapely.distance(homes, roads[shapely.STRtree(roads).nearest(homes)])
    assert np.median(away) == pytest.approx(15, abs=1.5)
    assert np.percentile(away, 99) < 80
    assert away.max() < 250


def test_households_cluster_in_hamlets(homes):
    xy = shapely.get_coordinates(homes)
    cells = np.unique(np.floor(xy / 500), axis=0)
    assert len(cells) < 0.35 * 1_900 * 4
