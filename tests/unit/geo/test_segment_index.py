import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gridplan.errors import GeometryError
from gridplan.geo.segment_index import SegmentIndex


def scattered(rng, number):
    """Segments of very unequal length, some of them far away, some of none."""
    start = rng.uniform(0, 100, (number, 2)) * rng.choice([1, 50], (number, 1))
    return np.stack([start, start + rng.normal(0, 1, (number, 2)) * rng.choice([0, 1, 30], (number, 1))], axis=1)


def distances(xy, lines):
    return shapely.distance(shapely.points(xy)[:, None], shapely.linestrings(lines)[None])


@given(st.integers(0, 2**32 - 1), st.integers(1, 200))
def test_no_segment_is_nearer_than_the_nearest(seed, number):
    rng = np.random.default_rng(seed)
    lines, xy = scattered(rng, number), rng.uniform(-50, 5_100, (60, 2))
    apart = distances(xy, lines)
    np.testing.assert_allclose(apart[np.arange(60), SegmentIndex(lines).nearest(xy)], apart.min(axis=1), atol=1e-9)


def test_of_equally_near_segments_the_lowest_is_taken():
    lines = np.array([[(0, 0), (5, 0)], [(0, 0), (0, 5)], [(0, 0), (-5, 0)]], dtype=float)
    assert SegmentIndex(lines).nearest(np.array([[0.0, 0.0], [0.0, -1.0]])).tolist() == [0, 0]
    assert SegmentIndex(lines[::-1]).nearest(np.array([[0.0, 0.0], [0.0, -1.0]])).tolist() == [0, 0]


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_all_segments_within_reach_are_found_and_no_others(seed, number):
    rng = np.random.default_rng(seed)
    lines, xy, radius = scattered(rng, number), rng.uniform(0, 110, (20, 2)), rng.uniform(0, 60, 20)
    point, segment = SegmentIndex(lines).within(xy, radius)
    expected = np.argwhere(distances(xy, lines) <= radius[:, None])
    np.testing.assert_array_equal(np.column_stack([point, segment]), expected)


def test_without_points_nothing_is_near():
    index = SegmentIndex(np.array([[(0.0, 0.0), (1.0, 0.0)]]))
    assert index.nearest(np.empty((0, 2))).shape == (0,)
    assert [found.tolist() for found in index.within(np.empty((0, 2)), np.empty(0))] == [[], []]


def test_without_segments_nothing_can_be_near():
    with pytest.raises(GeometryError, match="no segment"):
        SegmentIndex(np.empty((0, 2, 2))).nearest(np.zeros((1, 2)))
