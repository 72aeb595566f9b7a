import pytest

from gridplan.planning.zoning.adjacency import adjacency
from gridplan.planning.zoning.contiguity import contiguous_parts, neighbouring_grids
from tests.town import CRS


@pytest.fixture(scope="module")
def units(town):
    """Three grids by rows of the tiny town."""
    units = town.units.to_crs(CRS)
    return units.assign(grid_id=["G" + unit[1] for unit in units.index])


@pytest.fixture(scope="module")
def neighbours(town, units):
    return adjacency(units, town.layers.barriers.to_crs(CRS), town.layers.crossings.to_crs(CRS))


def test_a_grid_over_a_river_without_a_bridge_is_in_two_parts(units, neighbours):
    assert contiguous_parts(units, neighbours).to_dict() == {"G1": 2, "G2": 1, "G3": 2}


def test_neighbouring_grids_share_an_uncut_border(units, neighbours):
    assert neighbouring_grids(units, neighbours, "G2") == ["G1", "G3"]
    cut = neighbours.assign(cut=True)
    assert neighbouring_grids(units, cut, "G2") == []
