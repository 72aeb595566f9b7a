"""Trails draw the same lines, each once."""

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiLineString

from gridplan.maps.trails import trails


def _edges(lines):
    """Every straight piece of some lines, whichever way it is drawn."""
    places = [shapely.get_coordinates(part) for part in shapely.get_parts(lines)]
    return sorted(sorted(map(tuple, pair)) for part in places for pair in np.stack([part[:-1], part[1:]], axis=1))


def _street_grid(side, rng):
    """Streets between crossings, some of which were never built."""
    across = [((x, y), (x + 1, y)) for x in range(side) for y in range(side + 1)]
    along = [((x, y), (x, y + 1)) for x in range(side + 1) for y in range(side)]
    return MultiLineString([street for street in across + along if rng.random() < 0.8])


@pytest.mark.parametrize("seed", range(8))
def test_every_line_is_drawn_once(seed):
    lines = _street_grid(12, np.random.default_rng(seed))
    drawn = trails(lines)
    assert _edges(drawn) == _edges(lines)
    assert len(drawn.geoms) < len(lines.geoms) / 3


def test_a_crossing_of_four_takes_two_strokes():
    arms = MultiLineString([[(0, 0), end] for end in ((1, 0), (0, 1), (-1, 0), (0, -1))])
    assert len(trails(arms).geoms) == 2


def test_a_ring_and_a_lonely_line_stay_what_they_are():
    ring, line = [(0, 0), (1, 0), (1, 1), (0, 0)], [(5, 5), (6, 6)]
    drawn = trails(MultiLineString([ring, line]))
    assert _edges(drawn) == _edges(MultiLineString([ring, line]))
    assert len(drawn.geoms) == 2


def test_the_order_in_which_lines_come_matters_nothing():
    rng = np.random.default_rng(1)
    lines = _street_grid(6, rng)
    other = MultiLineString([lines.geoms[k] for k in rng.permutation(len(lines.geoms))])
    assert trails(lines).equals_exact(trails(other), 0)


@pytest.mark.parametrize("none", [MultiLineString(), LineString()])
def test_nothing_is_drawn_where_nothing_is(none):
    assert trails(none).is_empty
