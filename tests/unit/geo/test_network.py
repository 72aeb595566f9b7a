import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiLineString

from gridplan.errors import GeometryError
from gridplan.geo.network import DOORS_M, RoadNetwork
from gridplan.geo.road_speeds import TRAVEL_SHARE
from tests.unit.geo.roads import CRS, costs_by_networkx, roads, tangle

WALK_PACE = 60 / 5_000


def _lattice(rng, side=6, gap=1_000.0):
    """Streets of a town without a few blocks, and the same as a graph."""
    graph = nx.Graph()
    for x in range(side):
        for y in range(side):
            for ahead in ((x + 1, y), (x, y + 1)):
                if max(ahead) < side and rng.random() < 0.8:
                    graph.add_edge((x, y), ahead, weight=gap)
    lines = [[np.array(a) * gap, np.array(b) * gap] for a, b in graph.edges]
    return graph, roads(*lines), gap


@given(st.integers(0, 10_000))
def test_metres_between_junctions_are_those_of_networkx(seed):
    rng = np.random.default_rng(seed)
    graph, streets, gap = _lattice(rng)
    nodes = sorted(graph)
    chosen = [nodes[k] for k in rng.choice(len(nodes), 3, replace=False)]
    xy = np.array(nodes) * gap
    costs = RoadNetwork.from_roads(streets).costs(np.array(chosen) * gap, xy, by="metres")
    for row, source in zip(costs, chosen, strict=True):
        known = nx.single_source_dijkstra_path_length(graph, source)
        assert np.allclose(row, [known.get(node, np.inf) for node in nodes])


@given(st.integers(0, 10_000))
def test_the_nearest_source_is_the_cheapest(seed):
    rng = np.random.default_rng(seed)
    _, streets, gap = _lattice(rng)
    network = RoadNetwork.from_roads(streets)
    sources, targets = rng.uniform(0, 5 * gap, (4, 2)), rng.uniform(0, 5 * gap, (40, 2))
    for by in ("metres", "minutes"):
        costs = network.costs(sources, targets, by=by)
        nearest, cost = network.nearest(sources, targets, by=by)
        assert np.allclose(cost, costs.min(axis=0))
        reached = np.isfinite(cost)
        assert np.allclose(costs[nearest[reached], np.flatnonzero(reached)], cost[reached])
        assert (nearest[~reached] == -1).all()


@given(st.integers(0, 10_000))
def test_no_way_is_shorter_than_the_straight_line(seed):
    rng = np.random.default_rng(seed)
    _, streets, gap = _lattice(rng)
    sources, targets = rng.uniform(0, 5 * gap, (3, 2)), rng.uniform(0, 5 * gap, (30, 2))
    costs = RoadNetwork.from_roads(streets).costs(sources, targets, by="metres")
    straight = np.hypot(*(sources[:, None] - targets[None]).transpose(2, 0, 1))
    assert (costs >= straight - 1e-6).all()


def test_two_doors_on_one_road_are_joined_along_it():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)]))
    assert network.costs([[100, 10]], [[400, 20]], by="metres")[0, 0] == pytest.approx(330)


def test_minutes_follow_the_class_the_limit_and_the_walk():
    slow = roads([(0, 0), (1_000, 0)], highway="track")
    fast = roads([(0, 5_000), (1_000, 5_000)], highway="primary", maxspeed_kmh=50.0)
    network = RoadNetwork.from_roads(pd.concat([slow, fast], ignore_index=True))
    minutes = network.costs([[0, 0], [0, 5_000]], [[1_000, 0], [1_000, 5_000], [1_000, 5_100]])
    assert minutes[0, 0] > minutes[1, 1]
    assert minutes[1, 1] == pytest.approx(1 / (50 * 0.8) * 60, rel=1e-6)
    assert minutes[1, 2] - minutes[1, 1] == pytest.approx(0.1 / 5 * 60, rel=1e-6)


def test_a_bridge_without_a_shared_vertex_leads_over_and_not_across():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)], [(500, -500), (500, 500)]))
    assert np.isinf(network.costs([[0, 0]], [[500, 400]], by="metres")[0, 0])


def test_a_road_that_ends_on_another_is_joined_to_it():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)], [(500, 0.2), (500, 800)]))
    assert network.costs([[0, 0]], [[500, 800]], by="metres")[0, 0] == pytest.approx(1_300, abs=1)


def test_every_component_is_kept():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)], [(0, 9_000), (3_000, 9_000)]))
    costs = network.costs([[0, 0], [0, 9_000]], [[900, 0], [2_900, 9_000]], by="metres")
    assert np.isfinite(costs.diagonal()).all()
    assert np.isinf([costs[0, 1], costs[1, 0]]).all()


def test_a_branch_at_a_corner_opens_to_both_streets():
    # the nearest road is a yard that leads nowhere; the street is a few metres farther
    yard = [(10, 25), (60, 25), (60, 75), (10, 75)]
    network = RoadNetwork.from_roads(roads([(0, 0), (2_000, 0)], yard))
    assert network.costs([[30, 20]], [[1_000, 0]], by="metres")[0, 0] == pytest.approx(990)
    far = network.costs([[30, 25 + DOORS_M + 1]], [[1_000, 0]], by="metres")[0, 0]
    assert np.isinf(far)


def test_without_roads_or_points_nothing_is_reached():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)]).iloc[:0])
    assert np.isinf(network.costs([[0, 0]], [[1, 1]])).all()
    assert network.nearest([[0, 0]], [[1, 1]])[0].tolist() == [-1]
    assert RoadNetwork.from_roads(roads([(0, 0), (9, 0)])).costs(np.empty((0, 2)), [[1, 1]]).shape == (0, 1)


def test_a_point_that_is_nowhere_is_not_reached():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)]))
    costs = network.costs([[0, 0], [np.nan, 0]], [[np.nan, 5], [500, 0]], by="metres")
    assert np.isinf([costs[0, 0], costs[1, 0], costs[1, 1]]).all()
    assert costs[0, 1] == pytest.approx(500)


def test_order_of_the_roads_changes_nothing():
    rng = np.random.default_rng(2)
    _, streets, gap = _lattice(rng)
    one, other = (RoadNetwork.from_roads(r) for r in (streets, streets.iloc[::-1]))
    sources, targets = rng.uniform(0, 5 * gap, (3, 2)), rng.uniform(0, 5 * gap, (30, 2))
    assert np.allclose(one.costs(sources, targets), other.costs(sources, targets))


def test_degrees_are_refused():
    with pytest.raises(GeometryError, match="metres"):
        RoadNetwork.from_roads(roads([(0, 0), (1, 0)]).set_crs(4326, allow_override=True))


@pytest.mark.parametrize("by", ["metres", "minutes"])
@given(seed=st.integers(0, 2**32 - 1))
def test_costs_over_a_tangle_of_roads_are_those_of_networkx(by, seed):
    rng = np.random.default_rng(seed)
    network = RoadNetwork.from_roads(tangle(rng))
    sources, targets = rng.uniform(-50, 850, (4, 2)), rng.uniform(-50, 850, (15, 2))
    expected = costs_by_networkx(network, by, WALK_PACE if by == "minutes" else 1.0, sources, targets)
    np.testing.assert_allclose(network.costs(sources, targets, by=by), expected)
    nearest, cost = network.nearest(sources, targets, by=by)
    np.testing.assert_allclose(cost, expected.min(axis=0))
    np.testing.assert_array_equal(nearest, np.where(np.isinf(cost), -1, expected.argmin(axis=0)))


@given(st.integers(0, 2**32 - 1))
def test_the_order_of_roads_vertices_and_sources_makes_not_the_least_difference(seed):
    rng = np.random.default_rng(seed)
    table = tangle(rng)
    sources, targets = rng.uniform(0, 800, (5, 2)), rng.uniform(0, 800, (20, 2))
    shuffled, turned = table.sample(frac=1, random_state=rng), rng.permutation(5)
    shuffled = shuffled.set_geometry(shuffled.geometry.reverse())
    nearest, cost = RoadNetwork.from_roads(table).nearest(sources, targets)
    again, cost_again = RoadNetwork.from_roads(shuffled).nearest(sources[turned], targets)
    np.testing.assert_array_equal(cost, cost_again)
    np.testing.assert_array_equal(nearest, np.where(again < 0, -1, turned[again]))


def test_the_faster_road_is_taken_by_minutes_and_the_shorter_one_by_metres():
    network = RoadNetwork.from_roads(
        roads([(0, 0), (4_000, 0)], [(0, 0), (2_000, 2_000), (4_000, 0)], maxspeed_kmh=[10.0, 80.0])
    )
    by_metres, by_minutes = (network.costs([(0, 0)], [(4_000, 0)], by=by)[0, 0] for by in ("metres", "minutes"))
    assert by_metres == pytest.approx(4_000)
    assert by_minutes == pytest.approx(4_000 * 2**0.5 / (80 * TRAVEL_SHARE * 1_000 / 60))


def test_a_point_at_a_junction_is_there_at_once():
    network = RoadNetwork.from_roads(roads([(-500, 0), (0, 0), (500, 0)], [(0, 0), (0, 500)]))
    assert network.costs([(0, 0)], [(0, 0), (0, 500)], by="metres").tolist() == [[0, 500]]


@pytest.mark.parametrize("gap", [0.0, 0.3, -0.3])
def test_a_road_that_ends_near_another_meets_it(gap):
    network = RoadNetwork.from_roads(roads([(-500, 0), (500, 0)], [(0, 500), (0, gap)]))
    assert network.costs([(-400, 0)], [(0, 400)], by="metres")[0, 0] == pytest.approx(800, abs=1)


def test_a_road_that_ends_short_of_another_does_not_meet_it():
    network = RoadNetwork.from_roads(roads([(-500, 0), (500, 0)], [(0, 500), (0, 2)]))
    assert np.isinf(network.costs([(-400, 0)], [(0, 400)], by="metres")[0, 0])


def test_parts_of_a_multiline_and_missing_lines_are_taken_as_they_are():
    table = gpd.GeoDataFrame(
        {"highway": "road", "maxspeed_kmh": np.nan},
        index=[5, 9, 9],
        geometry=[MultiLineString([[(0, 0, 7), (500, 0, 7)], [(500, 0), (500, 500)]]), None, MultiLineString()],
        crs=CRS,
    )
    costs = RoadNetwork.from_roads(table).costs([(0, 0)], [(500, 500)], by="metres")
    assert costs[0, 0] == pytest.approx(1_000)


def test_of_two_sources_equally_near_the_place_decides_not_the_row():
    network = RoadNetwork.from_roads(roads([(-1_000, 0), (1_000, 0)]))
    west, east = (-500, 0), (500, 0)
    first, second = (network.nearest(pair, [(0, 0)])[0][0] for pair in ([west, east], [east, west]))
    assert [west, east][first] == [east, west][second]


def test_many_sources_on_one_road_share_it_out():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)]))
    sources = np.column_stack([np.arange(50, 1_000, 100), np.zeros(10)])
    targets = np.column_stack([np.linspace(0, 1_000, 401), np.full(401, 3.0)])
    nearest, cost = network.nearest(sources, targets, by="metres")
    straight = np.abs(sources[:, None, 0] - targets[None, :, 0])
    np.testing.assert_allclose(cost, straight.min(axis=0) + 3)
    np.testing.assert_allclose(straight[nearest, np.arange(401)], straight.min(axis=0))


def test_a_source_far_off_the_road_gives_way_to_one_beside_it():
    network = RoadNetwork.from_roads(roads([(0, 0), (1_000, 0)]))
    nearest, cost = network.nearest([(500, 400), (700, 0)], [(500, 0), (0, 0)], by="metres")
    assert nearest.tolist() == [1, 1]
    assert cost.tolist() == [200, 700]
