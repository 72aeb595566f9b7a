import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gridplan.geo.noding import node_lines


def noded(*lines, pace=1.0):
    return node_lines(np.array([shapely.LineString(line) for line in lines]), np.broadcast_to(pace, len(lines)))


def pieces(segments):
    return {tuple(map(tuple, segments.xy[pair].tolist())) for pair in segments.ends}


def test_lines_are_cut_at_every_vertex():
    assert pieces(noded([(0, 0), (1, 0), (2, 0)])) == {((0, 0), (1, 0)), ((1, 0), (2, 0))}


def test_vertices_of_the_same_centimetre_are_one():
    assert len(noded([(0, 0), (10, 0)], [(10.004, 0.001), (20, 0)]).xy) == 3
    assert len(noded([(0, 0), (10, 0)], [(10.02, 9), (20, 0)]).xy) == 4


def test_a_line_drawn_twice_is_one_and_as_fast_as_the_faster():
    segments = noded([(0, 0), (9, 0)], [(9, 0), (0, 0)], pace=[3.0, 2.0])
    assert pieces(segments) == {((0, 0), (9, 0))}
    assert segments.pace.tolist() == [2.0]


def test_a_line_of_no_length_gives_no_segment():
    assert len(noded([(0, 0), (0.001, 0.001)]).ends) == 0
    assert len(noded().ends) == 0


def test_a_line_is_led_through_the_ends_of_others_in_the_order_along_it():
    segments = noded([(0, 0), (9, 0)], [(6, 0.2), (6, 5)], [(3, -0.2), (3, -5)], pace=[2.0, 1.0, 1.0])
    assert pieces(segments) >= {((0, 0), (3, -0.2)), ((3, -0.2), (6, 0.2)), ((6, 0.2), (9, 0))}
    along = [2.0 if abs(segments.xy[pair][:, 1]).max() < 1 else 1.0 for pair in segments.ends]
    assert segments.pace.tolist() == along


def test_lines_that_end_near_the_end_of_each_other_meet():
    segments = noded([(0, 0), (9, 0)], [(9.3, 0), (20, 0)])
    assert ((9, 0), (9.3, 0)) in pieces(segments)


def test_the_own_neighbours_of_an_end_are_left_alone():
    bend = [(0, 0), (0.3, 0), (9, 0), (18, 3)]
    assert len(noded(bend).ends) == 3


def test_a_loop_that_comes_back_to_its_own_line_is_closed():
    segments = noded([(0, 0), (10, 0), (20, 0), (20, 10), (5, 10), (5, 0.1)])
    assert ((0, 0), (5, 0.1)) in pieces(segments)


@given(st.integers(0, 2**32 - 1))
def test_the_order_and_direction_of_lines_make_no_difference(seed):
    rng = np.random.default_rng(seed)
    lines = shapely.linestrings(rng.integers(0, 40, (12, 3, 2)) / 2)
    pace = rng.uniform(1, 2, 12)
    turned = rng.permutation(12)
    one, other = node_lines(lines, pace), node_lines(shapely.reverse(lines)[turned], pace[turned])
    for name in ("xy", "ends", "pace"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@given(st.integers(0, 2**32 - 1))
def test_no_segment_comes_twice_and_none_lies_off_its_line(seed):
    rng = np.random.default_rng(seed)
    lines = shapely.linestrings(rng.uniform(0, 50, (10, 4, 2)))
    segments = node_lines(lines, np.ones(10))
    assert (segments.ends[:, 0] < segments.ends[:, 1]).all()
    assert len(np.unique(segments.ends, axis=0)) == len(segments.ends)
    drawn = shapely.linestrings(segments.xy[segments.ends])
    assert shapely.hausdorff_distance(shapely.union_all(drawn), shapely.union_all(lines)) < 0.6


def test_places_far_from_the_origin_are_kept_to_the_centimetre():
    segments = noded([(540_000.12, 3_265_000.34), (541_000.56, 3_265_000.78)])
    assert segments.xy.ravel() == pytest.approx([540_000.12, 3_265_000.34, 541_000.56, 3_265_000.78], abs=1e-9)
