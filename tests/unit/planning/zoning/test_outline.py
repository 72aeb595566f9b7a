import numpy as np
import pytest
import shapely

from gridplan.planning.zoning.outline import grid_shapes, name_grids
from tests.town import CRS
from tests.unit.planning.zoning.coverages import voronoi


@pytest.fixture(scope="module")
def units(town):
    units = town.units.to_crs(CRS)
    return units.assign(grid_id=["G" + unit[1] for unit in units.index])


def test_a_grid_is_the_union_of_its_units(units):
    shapes = grid_shapes(units)
    assert list(shapes.index) == ["G1", "G2", "G3"]
    assert shapes.crs == units.crs
    for grid, shape in shapes.items():
        whole = shapely.union_all(units.geometry[units["grid_id"] == grid].to_numpy())
        assert shape.symmetric_difference(whole).area == pytest.approx(0, abs=1)
        assert shape.geom_type == "Polygon"


def test_units_that_overlap_still_make_a_grid(units):
    wide = units.set_geometry(units.buffer(0.3))
    assert grid_shapes(wide).is_valid.all()


def test_ids_count_from_north_west_to_south_east(units):
    ids = name_grids(units["grid_id"], units, "B01")
    assert ids.groupby(units["grid_id"]).first().to_dict() == {"G1": "B01-G03", "G2": "B01-G02", "G3": "B01-G01"}


def test_neither_rows_nor_labels_change_the_ids():
    units = voronoi(60, seed=4)
    rng = np.random.default_rng(0)
    labels = (units.centroid.x // 2_500).astype(int)
    ids = name_grids(labels, units, "B7")
    shuffled = units.iloc[rng.permutation(len(units))]
    other = labels.map(dict(enumerate("zkam"))).loc[shuffled.index]
    assert name_grids(other, shuffled, "B7").loc[units.index].equals(ids)
    assert sorted(set(ids)) == ["B7-G01", "B7-G02", "B7-G03", "B7-G04"]


def test_units_of_other_branches_do_not_matter(units):
    ours = units["grid_id"].iloc[:8]
    assert name_grids(ours, units, "B1").equals(name_grids(ours, units.iloc[:8], "B1"))
