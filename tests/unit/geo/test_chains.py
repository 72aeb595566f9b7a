import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gridplan.geo.chains import join_chains
from gridplan.geo.noding import node_lines


def chained(*lines):
    segments = node_lines(np.array([shapely.LineString(line) for line in lines]), np.ones(len(lines)))
    return segments, join_chains(segments)


def walks(segments, chains):
    """Vertices along every edge."""
    for edge in range(len(chains.edge_ends)):
        ends = chains.ends[chains.edge == edge]
        assert (ends[1:, 0] == ends[:-1, 1]).all()
        yield segments.xy[np.r_[ends[:, 0], ends[-1, 1]]].tolist()


def test_a_road_with_bends_is_one_edge():
    segments, chains = chained([(0, 0), (1, 1), (2, 0), (3, 1)])
    assert list(walks(segments, chains)) == [[[0, 0], [1, 1], [2, 0], [3, 1]]]


def test_a_junction_parts_edges():
    _, chains = chained([(0, 0), (10, 0), (20, 0)], [(10, 0), (10, 5), (15, 9)])
    assert len(chains.edge_ends) == 3
    assert len(chains.junctions) == 4


def test_a_ring_is_an_edge_from_its_lowest_vertex_back_to_it():
    segments, chains = chained([(5, 0), (9, 4), (5, 8), (1, 4), (5, 0)])
    (walk,) = walks(segments, chains)
    assert walk[0] == walk[-1] == [1, 4]
    assert len(walk) == 5


def test_a_ring_on_a_stalk_comes_back_to_the_stalk():
    segments, chains = chained([(-50, 0), (0, 0), (40, 40), (80, 0), (0, 0)])
    assert len(chains.edge_ends) == 2
    assert sorted(len(walk) for walk in walks(segments, chains)) == [2, 4]


def test_two_ways_between_the_same_junctions_are_two_edges():
    _, chains = chained([(0, 0), (50, 0)], [(0, 0), (25, 30), (50, 0)], [(50, 0), (90, 0)], [(0, 0), (-40, 0)])
    assert len(chains.edge_ends) == 4


def test_no_segments_make_no_edges():
    _, chains = chained()
    assert chains.edge_ends.shape == (0, 2)
    assert len(chains.junctions) == 0


@given(st.integers(0, 2**32 - 1))
def test_every_segment_is_walked_once_and_edges_end_only_at_junctions(seed):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 900, (14, 2)).round(2)
    lines = [xy[rng.choice(14, rng.integers(2, 6), replace=False)] for _ in range(9)]
    segments, chains = chained(*lines)
    np.testing.assert_array_equal(np.unique(np.sort(chains.ends, axis=1), axis=0), segments.ends)
    assert len(chains.ends) == len(segments.ends)
    degree = np.bincount(segments.ends.ravel(), minlength=len(segments.xy))
    corners = list(walks(segments, chains))
    assert len(corners) == len(np.unique(chains.edge))
    inner = [vertex for walk in corners for vertex in walk[1:-1]]
    bends = {tuple(vertex) for vertex in segments.xy[degree == 2].tolist()}
    assert all(tuple(vertex) in bends for vertex in inner)
