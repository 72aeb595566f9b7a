import numpy as np
import shapely
from shapely import box

from gridplan.qinghe.frontages import frontages
from gridplan.qinghe.households import pair_up, settle
from gridplan.qinghe.parameters import demo_numbers

NUMBERS = demo_numbers()
#: One village, 600 m of road through its middle; the second half of it is a pond.
VILLAGE = np.array([box(0, -100, 600, 100), box(600, -100, 1_200, 100)], dtype=object)
POND = box(300, -100, 600, 100)
ROAD = np.array([[(0.0, 0.0), (600.0, 0.0)]])


def settled(number, wet=POND, urban=(False, False), unit=0):
    front = frontages(np.array([0]), np.array([0]), ROAD, 1)
    zeros = np.zeros(number, dtype=int)
    rng = np.random.default_rng(4)
    return settle(front, zeros, np.full(number, unit), VILLAGE, np.array(urban), wet, NUMBERS, rng)


def test_homes_are_in_their_unit_and_not_in_water():
    xy = settled(200)
    assert shapely.contains_xy(VILLAGE[0], xy).all()
    assert not shapely.contains_xy(POND, xy).any()


def test_homes_stand_on_both_sides_and_evenly():
    xy = settled(60, wet=shapely.Polygon())
    assert 25 <= (xy[:, 1] > 0).sum() <= 35
    per_hundred = np.histogram(xy[:, 0], bins=6, range=(0, 600))[0]
    assert per_hundred.min() >= 8


def test_no_home_stands_on_the_road():
    assert np.abs(settled(200)[:, 1]).min() >= NUMBERS["households"]["offset_m"]["least"]


def test_blocks_are_deeper_than_hamlets():
    deep, shallow = (np.abs(settled(300, shapely.Polygon(), urban)[:, 1]) for urban in ((True, True), (False, False)))
    assert np.median(deep) > np.median(shallow)


def test_who_finds_no_place_stands_in_the_middle_of_its_unit():
    xy = settled(5, unit=1)
    assert np.unique(xy, axis=0).tolist() == [[900, 0]]


def test_who_finds_no_place_beside_others_shares_their_houses():
    front = frontages(np.array([0]), np.array([0]), ROAD, 2)
    settlement = np.array([0] * 10 + [1] * 3)
    unit = np.zeros(13, dtype=int)
    dry = shapely.Polygon()
    xy = settle(front, settlement, unit, VILLAGE, np.array([False, False]), dry, NUMBERS, np.random.default_rng(4))
    assert len(np.unique(xy, axis=0)) == 10


def test_twins_stand_beside_another_of_their_own_unit():
    xy = np.c_[np.arange(0, 4_000, 40.0), np.zeros(100)]
    unit = np.repeat([0, 1], 50)
    moved = pair_up(xy, unit, 1.0, np.random.default_rng(2))
    step = np.hypot(*(moved[:49] - xy[1:50]).T)
    assert (step > 1.9).all()
    assert (step < 4.5).all()
    assert moved[49].tolist() == xy[49].tolist()
