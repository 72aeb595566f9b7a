import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gridplan.qinghe.routes import as_lines, cut_corners, graph, nearest, relax, straight_lines, walked

#: A square with one diagonal: 0-1-2-3-0 and 0-2.
XY = np.array([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)])
EDGES = np.array([(0, 1), (1, 2), (2, 3), (0, 3), (0, 2)])


def test_the_cheapest_way_avoids_what_is_barred():
    ways = graph(EDGES, np.array([1.0, 1.0, 1.0, np.inf, np.inf]), 4)
    cost, towards, source = nearest(ways, np.array([0]))
    assert cost.tolist() == [0, 1, 2, 3]
    assert towards[[1, 2, 3]].tolist() == [0, 1, 2]
    assert (source == 0).all()


def test_a_point_without_a_way_has_no_source():
    cost, towards, source = nearest(graph(np.array([(0, 1)]), np.array([1.0]), 3), np.array([0]))
    assert np.isinf(cost[2])
    assert towards[2] < 0
    assert source.tolist() == [0, 0, -1]


def test_a_limit_leaves_dear_ways_out():
    ways = graph(np.array([(0, 1), (1, 2)]), np.array([2.0, 2.0]), 3)
    assert nearest(ways, np.array([0]), limit=3)[2].tolist() == [0, 0, -1]


def test_ways_that_meet_are_walked_once():
    towards = nearest(graph(np.array([(0, 1), (1, 2), (1, 3)]), np.ones(3), 4), np.array([0]))[1]
    assert walked(towards, np.array([2, 3])).tolist() == [[0, 1], [1, 2], [1, 3]]


def test_relaxing_leaves_fixed_points_and_shortens_a_bend():
    xy = np.array([(0.0, 0.0), (5.0, 5.0), (10.0, 0.0)])
    edges = np.array([(0, 1), (1, 2)])
    moved = relax(xy, edges, np.array([True, False, True]))
    assert moved[[0, 2]].tolist() == xy[[0, 2]].tolist()
    assert 0 < moved[1, 1] < 5


def test_a_corner_gives_way_to_a_short_edge():
    xy = np.array([(0.0, 0.0), (8.0, 0.0), (8.0, 8.0)])
    points, net, source = cut_corners(xy, np.array([(0, 1), (1, 2)]), np.zeros(3, dtype=bool))
    line = as_lines(points, net)
    assert len(line) == 1
    assert shapely.normalize(line)[0].equals(shapely.normalize(shapely.LineString([(0, 0), (6, 0), (8, 2), (8, 8)])))
    assert sorted(source) == [0, 1, 1]


@given(st.integers(0, 2**32 - 1))
def test_forks_and_fixed_points_survive_the_cutting_of_corners(seed):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 100, (12, 2))
    edges = np.unique(np.sort(rng.choice(12, (14, 2)), axis=1), axis=0)
    edges = edges[edges[:, 0] != edges[:, 1]]
    fixed = rng.random(12) < 0.3
    points, net, source = cut_corners(xy, edges, fixed)
    degree = np.bincount(edges.ravel(), minlength=12)
    stays = (degree > 0) & ((degree != 2) | fixed)
    assert np.isin(np.flatnonzero(stays), net).all()
    assert not np.isin(np.flatnonzero(~stays), net).any()
    assert len(source) == len(net)
    before, after = (shapely.length(straight_lines(c)).sum() for c in (xy[edges], points[net]))
    assert after <= before + 1e-9


def test_lines_run_from_fork_to_fork():
    lines = as_lines(XY, EDGES)
    assert shapely.length(lines).sum() == pytest.approx(40 + 10 * 2**0.5)
    assert len(lines) == 3
    assert len(as_lines(XY, np.empty((0, 2), dtype=int))) == 0
