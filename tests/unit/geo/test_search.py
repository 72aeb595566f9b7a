import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from gridplan.geo.search import Costs, Places, Search


@pytest.fixture
def road():
    """Two junctions and one edge of 10 between them."""
    none = np.empty(0)
    graph = csr_array(np.array([[0.0, 10.0], [10.0, 0.0]]))
    return Costs(np.array([[0, 1]]), np.array([10.0]), none, none, 1.0, graph)


def places(at, off, owner=None):
    numbers = np.arange(len(at)) if owner is None else np.array(owner)
    return Places(np.zeros(len(at), dtype=np.int64), np.array(at, dtype=float), np.array(off, dtype=float), numbers)


def costs(road, sources, targets, number):
    search = Search(road, sources, number)
    return search.ways(targets).total(dijkstra(search.graph, indices=search.sources))


def test_a_source_reaches_both_ways_along_its_edge(road):
    assert costs(road, places([4], [1]), places([1, 9], [0, 2]), 1).tolist() == [[4, 8]]


def test_sources_on_one_edge_are_told_apart(road):
    found = costs(road, places([8, 2], [0, 0]), places([3, 7], [0, 0]), 2)
    assert found.tolist() == [[5, 1], [1, 5]]


def test_a_source_with_two_doors_takes_the_better_one(road):
    assert costs(road, places([1, 9], [0, 3], owner=[0, 0]), places([2, 8], [0, 0]), 1).tolist() == [[1, 4]]


def test_two_sources_at_the_same_place_cost_the_same(road):
    found = costs(road, places([5, 5], [0, 1]), places([5, 6], [0, 0]), 2)
    assert found.tolist() == [[0, 1], [1, 2]]


def test_the_last_node_tells_whose_way_it_was(road):
    search = Search(road, places([2, 8], [0, 0]), 2)
    ways = search.ways(places([3, 7], [0, 0]))
    node_cost, _, origin = dijkstra(search.graph, indices=search.sources, min_only=True, return_predecessors=True)
    assert (origin[ways.last_node(node_cost)] - search.sources[0]).tolist() == [0, 1]
