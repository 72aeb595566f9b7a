import numpy as np
import pytest

from gridplan.planning.zoning.feasibility.branches import branches
from gridplan.planning.zoning.feasibility.links import shortest_links


@pytest.mark.parametrize("side", [4, 20])
def test_parts_are_joined_where_they_lie_nearest(side):
    row, column = np.divmod(np.arange(side * side), side)
    xy = np.column_stack([column + 3.0 * (row >= 2) + 2.0 * (row >= 3) * 0, row + 5.0 * (row >= 2)])
    pairs = [(k, k + 1) for k in range(side * side) if column[k] < side - 1]
    pairs += [(k, k + side) for k in range(side * (side - 1)) if row[k] != 1]
    links = shortest_links(xy, np.array(pairs))
    assert len(links) == 1
    ways = np.hypot(*(xy[row <= 1][:, None] - xy[row >= 2]).transpose(2, 0, 1))
    assert np.hypot(*(xy[links[0, 0]] - xy[links[0, 1]])) == pytest.approx(ways.min())


def test_places_on_a_line_and_on_one_another_are_joined_too():
    xy = np.column_stack([np.repeat(np.arange(200.0), 2), np.zeros(400)])
    links = shortest_links(xy, np.empty((0, 2), dtype=np.int64))
    assert len(links) == 399


def test_a_graph_in_one_piece_needs_no_link():
    assert shortest_links(np.zeros((2, 2)), np.array([[0, 1]])).shape == (0, 2)


def test_branches_are_what_is_left_without_a_unit():
    pairs = np.array([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (3, 5), (6, 7)])
    found = {unit: sorted(sorted(way.tolist()) for way in ways) for unit, ways in branches(8, pairs)}
    assert found == {2: [[0, 1], [3, 4, 5]], 3: [[0, 1, 2], [4], [5]]}
