import numpy as np
import pytest

from gridplan.planning.service_areas.lattice import lattice_over
from gridplan.planning.service_areas.road_time import road_time_areas
from tests.unit.planning.service_areas.roads import EAST, NORTH, branches, walking


def test_without_roads_the_area_is_the_circle_of_the_usual_detour():
    area = road_time_areas(branches((0, 0), drive_min=14), walking(1)).geometry.iloc[0]
    assert area.area == pytest.approx(np.pi * 1e6, rel=0.02)


def test_the_line_of_a_hole_is_drawn():
    lattice = lattice_over(np.array([EAST, NORTH, EAST + 9_000, NORTH + 9_000]))
    off = np.hypot(*(lattice.points - [EAST + 4_500, NORTH + 4_500]).T)
    ring = lattice.below(np.where(off < 1_000, np.inf, off), 3_000)
    assert ring.area == pytest.approx(np.pi * 8e6, rel=0.03)
    assert len(ring.interiors) == 1


def test_where_all_is_too_far_the_area_is_empty():
    bounds = np.array([EAST + 50_000, NORTH, EAST + 60_000, NORTH + 10_000])
    area = road_time_areas(branches((0, 0)), walking(1), bounds).geometry.iloc[0]
    assert area.is_empty


def test_longer_minutes_never_reach_less():
    short, long = (road_time_areas(branches((0, 0), drive_min=m), walking(1)).geometry.iloc[0] for m in (8, 16))
    assert long.buffer(1).contains(short)
