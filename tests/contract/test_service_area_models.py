"""Every service-area model keeps the same promises."""

import pytest
import shapely

from gridplan.planning.service_areas import MODELS, all_areas, service_areas
from tests.unit.planning.service_areas.roads import branches, walking

PLACES = ((0, 0), (3_000, 500))
BOUNDS = branches(*PLACES).buffer(9_000).total_bounds


@pytest.fixture(params=MODELS)
def model(request):
    return request.param


def _areas(model, **limits):
    return service_areas(branches(*PLACES, **limits), walking(2), model=model, bounds=BOUNDS)


def test_one_polygon_a_branch_with_its_index_and_crs(model):
    areas = _areas(model)
    given = branches(*PLACES)
    assert areas.index.equals(given.index)
    assert areas.crs == given.crs
    assert areas.is_valid.all()
    assert (areas.area > 0).all()


def test_a_branch_reaches_its_own_door(model):
    assert shapely.contains(_areas(model).geometry.to_numpy(), branches(*PLACES).geometry.to_numpy()).all()


def test_a_larger_limit_never_reaches_less(model):
    small, large = _areas(model), _areas(model, radius_m=3_000.0, drive_min=20.0)
    assert shapely.contains(large.buffer(1).to_numpy(), small.geometry.to_numpy()).all()


def test_branches_do_not_change_each_other(model):
    both, alone = _areas(model), service_areas(branches(PLACES[0]), walking(1), model=model, bounds=BOUNDS)
    assert both.geometry.iloc[0].symmetric_difference(alone.geometry.iloc[0]).area < 1.0


def test_all_models_are_drawn_together():
    areas = all_areas(branches(*PLACES), walking(2), BOUNDS)
    assert len(areas) == 2 * len(MODELS)
    assert areas["area_km2"].gt(0).all()
