import pandas as pd
import pytest

from gridplan.model.obstacles import Kind, Means, ObstructedError
from gridplan.planning.zoning.adjacency import adjacency
from gridplan.planning.zoning.partition import partition
from gridplan.planning.zoning.refusing import obstruction
from tests.town import CRS


@pytest.fixture(scope="module")
def units(town):
    return town.map_spatial(lambda table: table.to_crs(CRS)).units


@pytest.fixture(scope="module")
def neighbours(units):
    return adjacency(units)


@pytest.fixture(scope="module")
def weights(units):
    return units["registered_hh"].astype(float)


def test_a_unit_heavier_than_a_grid_is_told_with_the_tolerance_that_does(units, neighbours, weights):
    heavy = weights.where(weights.index != "u11", 60.0)
    asked = {"weights": heavy, "adjacency": neighbours}
    found = obstruction(units, 4, tolerance=0.2, **asked)
    assert [(one.kind, one.units) for one in found.obstacles] == [(Kind.HEAVY, ("u11",))]
    tolerance = next(mend.value for mend in found.mends if mend.means is Means.TOLERANCE)
    assert obstruction(units, 4, tolerance=tolerance, **asked) is None
    grid = partition(units, 4, tolerance=tolerance, effort=0.2, **asked)
    assert (heavy.groupby(grid).sum() / (heavy.sum() / 4) - 1).abs().max() <= tolerance


def test_what_can_be_done_is_not_obstructed(units, neighbours, weights):
    assert obstruction(units, 4, weights=weights, adjacency=neighbours) is None


def test_the_lock_that_parts_a_grid_is_told_and_lifted(units, neighbours, weights):
    wall = pd.Series({"u11": "A", "u34": "A", "u22": "B", "u12": "B", "u32": "B"})
    with pytest.raises(ObstructedError) as refused:
        partition(units, 3, weights=weights, adjacency=neighbours, locked=wall)
    (mend,) = refused.value.mends
    assert mend.means is Means.UNLOCK
    free = wall.drop(list(mend.units))
    grid = partition(units, 3, weights=weights, adjacency=neighbours, locked=free, effort=0.1)
    assert grid["u11"] == grid["u34"] == "A"


def test_parts_are_linked_where_they_are_nearest(units, neighbours, weights):
    west = [neighbours[end].str[2].isin(["1", "2"]) for end in ("unit_a", "unit_b")]
    cut = neighbours.assign(cut=west[0] != west[1])
    with pytest.raises(ObstructedError) as refused:
        partition(units, 1, weights=weights, adjacency=cut)
    told = {mend.means: mend for mend in refused.value.mends}
    assert told[Means.GRIDS].value == 2
    a, b = told[Means.LINK].units
    assert {a[2], b[2]} == {"2", "3"}
