import numpy as np
import pytest
import shapely

from gridplan.qinghe.streets import BREADTH, street_plan


@pytest.fixture
def plan():
    return street_plan(np.array([500.0, -300.0]), 0.6, (600.0, 400.0), 130.0, np.random.default_rng(5))


def test_blocks_lie_between_the_streets(plan):
    away = shapely.distance(shapely.points(plan.blocks()), shapely.union_all(plan.lines()))
    assert away.min() > 0.3 * BREADTH[0] * plan.block_m
    assert len(plan.blocks()) > 20


def test_blocks_fill_the_built_up_area(plan):
    square_m = plan.shape.area / len(plan.blocks())
    assert square_m == pytest.approx(plan.block_m**2, rel=0.35)


def test_streets_keep_to_the_built_up_area(plan):
    assert shapely.within(plan.lines(), plan.shape.buffer(0.21 * plan.block_m)).all()


def test_streets_bend_and_blocks_differ_in_breadth(plan):
    lines = plan.lines()
    chords = shapely.linestrings([(line.coords[0], line.coords[-1]) for line in lines])
    assert (shapely.length(lines) > shapely.length(chords) + 0.1).mean() > 0.5
    assert np.diff(plan.columns).std() > 0.05 * plan.block_m


def test_streets_hang_together(plan):
    noded = shapely.union_all(plan.lines())
    assert shapely.union_all(shapely.buffer(shapely.get_parts(noded), 0.01)).geom_type == "Polygon"
