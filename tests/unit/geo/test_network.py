import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from gridplan.errors import GeometryError
from gridplan.geo.network import DOORS_M, RoadNetwork

CRS = "EPSG:4550"


def _roads(*lines, highway="tertiary", speed=float("nan")):
    table = {"highway": highway, "oneway": False, "bridge": False, "maxspeed_kmh": speed}
    return gpd.GeoDataFrame(table, index=range(len(lines)), geometry=[LineString(line) for line in lines], crs=CRS)


def _lattice(rng, side=6, gap=1_000.0):
    """Streets of a town without a few blocks, and the same as a graph."""
    graph = nx.Graph()
    for x in range(side):
        for y in range(side):
            for ahead in ((x + 1, y), (x, y + 1)):
                if max(ahead) < side and rng.random() < 0.8:
                    graph.add_edge((x, y), ahead, weight=gap)
    lines = [[np.array(a) * gap, np.array(b) * gap] for a, b in graph.edges]
    return graph, _roads(*lines), gap


@given(st.integers(0, 10_000))
def test_metres_between_junctions_are_those_of_networkx(seed):
    rng = np.random.default_rng(seed)
    graph, roads, gap = _lattice(rng)
    nodes = sorted(graph)
    chosen = [nodes[k] for k in rng.choice(len(nodes), 3, replace=False)]
    xy = np.array(nodes) * gap
    costs = RoadNetwork.from_roads(roads).costs(np.array(chosen) * gap, xy, by="metres")
    for row, source in zip(costs, chosen, strict=True):
        known = nx.single_source_dijkstra_path_length(graph, source)
        assert np.allclose(row, [known.get(node, np.inf) for node in nodes])


@given(st.integers(0, 10_000))
def test_the_nearest_source_is_the_cheapest(seed):
    rng = np.random.default_rng(seed)
    _, roads, gap = _lattice(rng)
    network = RoadNetwork.from_roads(roads)
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
    _, roads, gap = _lattice(rng)
    sources, targets = rng.uniform(0, 5 * gap, (3, 2)), rng.uniform(0, 5 * gap, (30, 2))
    costs = RoadNetwork.from_roads(roads).costs(sources, targets, by="metres")
    straight = np.hypot(*(sources[:, None] - targets[None]).transpose(2, 0, 1))
    assert (costs >= straight - 1e-6).all()


def test_two_doors_on_one_road_are_joined_along_it():
    network = RoadNetwork.from_roads(_roads([(0, 0), (1_000, 0)]))
    assert network.costs([[100, 10]], [[400, 20]], by="metres")[0, 0] == pytest.approx(330)


def test_minutes_follow_the_class_the_limit_and_the_walk():
    slow = _roads([(0, 0), (1_000, 0)], highway="track")
    fast = _roads([(0, 5_000), (1_000, 5_000)], highway="primary", speed=50.0)
    network = RoadNetwork.from_roads(pd.concat([slow, fast], ignore_index=True))
    minutes = network.costs([[0, 0], [0, 5_000]], [[1_000, 0], [1_000, 5_000], [1_000, 5_100]])
    assert minutes[0, 0] > minutes[1, 1]
    assert minutes[1, 1] == pytest.approx(1 / (50 * 0.8) * 60, rel=1e-6)
    assert minutes[1, 2] - minutes[1, 1] == pytest.approx(0.1 / 5 * 60, rel=1e-6)


def test_a_bridge_without_a_shared_vertex_leads_over_and_not_across():
    network = RoadNetwork.from_roads(_roads([(0, 0), (1_000, 0)], [(500, -500), (500, 500)]))
    assert np.isinf(network.costs([[0, 0]], [[500, 400]], by="metres")[0, 0])


def test_a_road_that_ends_on_another_is_joined_to_it():
    network = RoadNetwork.from_roads(_roads([(0, 0), (1_000, 0)], [(500, 0.2), (500, 800)]))
    assert network.costs([[0, 0]], [[500, 800]], by="metres")[0, 0] == pytest.approx(1_300, abs=1)


def test_every_component_is_kept():
    network = RoadNetwork.from_roads(_roads([(0, 0), (1_000, 0)], [(0, 9_000), (3_000, 9_000)]))
    costs = network.costs([[0, 0], [0, 9_000]], [[900, 0], [2_900, 9_000]], by="metres")
    assert np.isfinite(costs.diagonal()).all()
    assert np.isinf([costs[0, 1], costs[1, 0]]).all()


def test_a_branch_at_a_corner_opens_to_both_streets():
    # the nearest road is a yard that leads nowhere; the street is a few metres farther
    roads = _roads([(0, 0), (2_000, 0)], [(10, 25), (60, 25), (60, 75), (10, 75)])
    network = RoadNetwork.from_roads(roads)
    assert network.costs([[30, 20]], [[1_000, 0]], by="metres")[0, 0] == pytest.approx(990)
    far = network.costs([[30, 25 + DOORS_M + 1]], [[1_000, 0]], by="metres")[0, 0]
    assert np.isinf(far)


def test_without_roads_or_points_nothing_is_reached():
    network = RoadNetwork.from_roads(_roads([(0, 0), (1_000, 0)]).iloc[:0])
    assert np.isinf(network.costs([[0, 0]], [[1, 1]])).all()
    assert network.nearest([[0, 0]], [[1, 1]])[0].tolist() == [-1]
    assert RoadNetwork.from_roads(_roads([(0, 0), (9, 0)])).costs(np.empty((0, 2)), [[1, 1]]).shape == (0, 1)


def test_a_point_that_is_nowhere_is_not_reached():
    network = RoadNetwork.from_roads(_roads([(0, 0), (1_000, 0)]))
    costs = network.costs([[0, 0], [np.nan, 0]], [[np.nan, 5], [500, 0]], by="metres")
    assert np.isinf([costs[0, 0], costs[1, 0], costs[1, 1]]).all()
    assert costs[0, 1] == pytest.approx(500)


def test_order_of_the_roads_changes_nothing():
    rng = np.random.default_rng(2)
    _, roads, gap = _lattice(rng)
    one, other = (RoadNetwork.from_roads(r) for r in (roads, roads.iloc[::-1]))
    sources, targets = rng.uniform(0, 5 * gap, (3, 2)), rng.uniform(0, 5 * gap, (30, 2))
    assert np.allclose(one.costs(sources, targets), other.costs(sources, targets))


def test_degrees_are_refused():
    with pytest.raises(GeometryError, match="metres"):
        RoadNetwork.from_roads(_roads([(0, 0), (1, 0)]).set_crs(4326, allow_override=True))
