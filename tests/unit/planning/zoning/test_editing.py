import pytest

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.adjacency import adjacency
from gridplan.planning.zoning.editing import contiguous_parts, merge_grids, move_units, neighbouring_grids
from tests.town import CRS


@pytest.fixture(scope="module")
def units(town):
    """Three grids by rows of the tiny town."""
    units = town.units.to_crs(CRS)
    return units.assign(grid_id=["G" + unit[1] for unit in units.index])


@pytest.fixture(scope="module")
def neighbours(town, units):
    return adjacency(units, town.layers.barriers.to_crs(CRS), town.layers.crossings.to_crs(CRS))


def test_a_move_changes_the_grid_of_that_unit_alone(units, neighbours):
    moved = move_units(units, neighbours, {"u11": "G2"})
    changed = moved["grid_id"] != units["grid_id"]
    assert list(units.index[changed]) == ["u11"]
    assert moved.at["u11", "grid_id"] == "G2"
    assert units.at["u11", "grid_id"] == "G1"


def test_an_unknown_unit_or_grid_is_refused(units, neighbours):
    with pytest.raises(InfeasibleError, match="unknown unit: u99"):
        move_units(units, neighbours, {"u99": "G1"})
    with pytest.raises(InfeasibleError, match="unknown grid: G9"):
        move_units(units, neighbours, {"u11": "G9"})


def test_a_grid_is_never_left_without_units(units, neighbours):
    with pytest.raises(InfeasibleError, match=r"G1 would be left without units.*: G2$"):
        move_units(units, neighbours, dict.fromkeys(("u11", "u12", "u13", "u14"), "G2"))


def test_two_grids_may_change_places(units, neighbours):
    moves = {unit: "G3" if unit[1] == "1" else "G1" for unit in units.index if unit[1] != "2"}
    moved = move_units(units, neighbours, moves)
    assert moved.at["u11", "grid_id"] == "G3"
    assert moved.at["u31", "grid_id"] == "G1"


def test_a_grid_over_a_river_without_a_bridge_is_in_two_parts(units, neighbours):
    assert contiguous_parts(units, neighbours).to_dict() == {"G1": 2, "G2": 1, "G3": 2}


def test_a_merge_ends_a_grid(units, neighbours):
    merged = merge_grids(units, ["G1"], "G2")
    assert set(merged["grid_id"]) == {"G2", "G3"}
    assert contiguous_parts(merged, neighbours)["G2"] == 1
    with pytest.raises(InfeasibleError, match="unknown grid: G9"):
        merge_grids(units, ["G9"], "G2")


def test_neighbouring_grids_share_an_uncut_border(units, neighbours):
    assert neighbouring_grids(units, neighbours, "G2") == ["G1", "G3"]
    cut = neighbours.assign(cut=True)
    assert neighbouring_grids(units, cut, "G2") == []
