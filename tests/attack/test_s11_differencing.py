"""S11: two drawn shapes that differ by one house give totals that do not differ by it."""

from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gridplan.access.aggregates import K_SCREEN
from gridplan.access.blocks import drawn_units, unit_blocks


def county(seed):
    """A board of villages of one kilometre, many of them nearly empty."""
    draw = np.random.default_rng(seed)
    squares = [shapely.box(x, y, x + 1000, y + 1000) for x in range(0, 6000, 1000) for y in range(0, 6000, 1000)]
    names = [f"u{number:02}" for number in range(len(squares))]
    units = gpd.GeoDataFrame(index=pd.Index(names, name="unit_id"), geometry=squares, crs="EPSG:4547")
    return units, pd.Series(draw.choice([0, 1, 2, 4, 7, 40], len(units)), units.index), draw


@pytest.mark.parametrize("seed", range(4))
def test_s11_drawn_totals_differ_by_nothing_or_by_k_at_least(seed):
    units, households, draw = county(seed)
    blocks = unit_blocks(units, households, k=K_SCREEN)
    assert not households.groupby(blocks).sum().between(1, K_SCREEN - 1).any()
    shapes = [shapely.Point(draw.uniform(0, 6000, 2)).buffer(draw.uniform(200, 3000)) for _ in range(25)]
    drawn = [frozenset(drawn_units(shape, units, blocks)) for shape in shapes]
    for one, other in combinations(drawn, 2):
        for part in (one - other, other - one, one & other):
            assert households[list(part)].sum() not in range(1, K_SCREEN)


def test_s11_a_shape_less_one_house_is_the_same_shape():
    units, households, _ = county(0)
    blocks = unit_blocks(units, households, k=K_SCREEN)
    shape = shapely.box(900, 900, 4100, 4100)
    house = shapely.Point(1500, 1500).buffer(20)
    assert drawn_units(shape, units, blocks) == drawn_units(shape.difference(house), units, blocks) != []


def test_s11_large_villages_stay_alone():
    units, households, _ = county(0)
    assert (unit_blocks(units, households * 0 + 40, k=K_SCREEN) == units.index).all()
    assert unit_blocks(units, households * 0, k=K_SCREEN).nunique() == len(units)


def test_s11_a_county_of_fewer_than_k_is_one_block():
    units, households, _ = county(0)
    few = households * 0
    few.iloc[0] = 3
    assert len(set(unit_blocks(units, few, k=K_SCREEN))) == 1
