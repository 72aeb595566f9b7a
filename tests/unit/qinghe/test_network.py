import numpy as np
import pytest
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tests.unit.qinghe.counties import in_metres, qinghe_in_metres, small_county


@pytest.fixture(scope="module", params=["qinghe", 1, 2])
def inputs(request):
    if request.param == "qinghe":
        return qinghe_in_metres()
    return in_metres(small_county(request.param))


@pytest.fixture(scope="module")
def rivers(inputs):
    shapes = inputs.layers.water.query("kind == 'river'").union_all()
    shapely.prepare(shapes)
    return shapes


def test_nearly_every_metre_of_road_is_in_one_network(inputs):
    lines = inputs.layers.roads.geometry.to_numpy()
    ends = np.vstack([shapely.get_coordinates(shapely.get_point(lines, at)) for at in (0, -1)])
    node = np.unique(ends.round(2), axis=0, return_inverse=True)[1].reshape(2, -1)
    links = coo_array((np.ones(len(lines)), tuple(node)), shape=(node.max() + 1,) * 2)
    part = connected_components(links, directed=False)[1][node[0]]
    metres = np.bincount(part, shapely.length(lines))
    assert metres.max() >= 0.995 * metres.sum()


def test_a_road_leads_into_every_unit(inputs):
    unit = inputs.layers.roads.sindex.query(inputs.units.geometry, predicate="intersects")[0]
    assert len(np.unique(unit)) == len(inputs.units)


def test_no_road_runs_through_water_but_on_a_bridge(inputs, rivers):
    roads = inputs.layers.roads
    wet = roads[shapely.intersects(rivers, roads.geometry.to_numpy())]
    wet_m = wet.intersection(rivers).length
    assert wet_m[~wet["bridge"]].sum() < 1
    assert wet_m[wet["bridge"]].max() > 40


def test_rivers_have_few_bridges_and_the_ridge_two_passes(inputs):
    kinds = inputs.layers.crossings["kind"].value_counts()
    assert 2 <= kinds["river"] <= 12
    assert 1 <= kinds["ridge"] <= 2


def test_crossings_lie_where_a_road_meets_a_barrier_of_their_kind(inputs):
    crossings, barriers = inputs.layers.crossings, inputs.layers.barriers
    away = inputs.layers.roads.sindex.nearest(crossings.geometry, return_distance=True)[1]
    assert away.max() < 0.5
    for kind, own in crossings.groupby("kind"):
        assert (own.distance(barriers[barriers["kind"] == kind].union_all()) < 0.5).all()


def test_every_meeting_of_road_and_barrier_is_a_crossing(inputs):
    roads = inputs.layers.roads.geometry.to_numpy()
    barriers = inputs.layers.barriers.geometry.to_numpy()
    tree = shapely.STRtree(roads)
    barrier, road = tree.query(barriers, predicate="crosses")
    met = shapely.centroid(shapely.intersection(barriers[barrier], roads[road]))
    assert (shapely.distance(met, inputs.layers.crossings.union_all()) < 1).all()


def test_roads_have_the_columns_that_a_reader_of_roads_expects(inputs):
    roads = inputs.layers.roads
    assert set(roads["highway"]) == {"primary", "secondary", "tertiary", "unclassified", "residential"}
    assert not roads["oneway"].any()
    assert roads["maxspeed_kmh"].isna().all()
    assert (roads.length > 0).all()
