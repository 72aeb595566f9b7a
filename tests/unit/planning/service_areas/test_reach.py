import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gridplan.planning.service_areas import reach as module
from gridplan.planning.service_areas.reach import reach
from tests.unit.planning.service_areas.roads import branches, points, walking


class Walled:
    """Ways that lead nowhere."""

    def costs(self, sources, targets, by="minutes"):
        assert by in {"minutes", "metres"}
        return np.full((len(sources), len(targets)), np.inf)


def test_near_and_far_are_told_apart_by_both_models():
    found = reach(points((500, 0), (1_500, 0), (2_500, 0), own="B1"), branches((0, 0)), walking(1))
    assert found["reached_radius"].tolist() == [1, 1, 0]
    assert found["reached_road"].tolist() == [1, 0, 0]
    assert np.allclose(found["road_m"], [700, 2_100, 3_500])
    assert np.allclose(found["own_road_min"], [7, 21, 35])


def test_the_own_branch_need_not_be_the_nearest():
    found = reach(points((100, 0), own="B2"), branches((0, 0), (1_000, 0)), walking(2)).iloc[0]
    assert found["nearest_branch_id"] == "B1"
    assert found["own_straight_m"] > 8 * found["straight_m"]
    assert found["own_reached_radius"]


def test_a_point_without_a_branch_has_no_own_figures():
    found = reach(points((100, 0)), branches((0, 0)), walking(1)).iloc[0]
    assert np.isnan(found["own_road_min"])
    assert not found["own_reached_road"]


def test_where_no_road_leads_there_is_no_road_branch():
    found = reach(points((100, 0), own="B1"), branches((0, 0)), Walled()).iloc[0]
    assert found["road_branch_id"] == ""
    assert np.isinf(found["road_min"])
    assert found["reached_radius"] == 1
    assert found["reached_road"] == 0


@given(st.floats(100, 5_000), st.floats(100, 5_000))
def test_a_larger_radius_never_reaches_less(one, other):
    doors = points(*[(x, y) for x in range(-4_000, 4_001, 1_000) for y in (0, 700)])
    small, large = (reach(doors, branches((0, 0), radius_m=r), walking(1)) for r in sorted((one, other)))
    assert (large["reached_radius"] >= small["reached_radius"]).all()


def test_many_points_are_taken_in_parts(monkeypatch):
    doors = points(*[(x, 0) for x in range(0, 3_000, 100)], own="B1")
    whole = reach(doors, branches((0, 0), (900, 0)), walking(2))
    monkeypatch.setattr(module, "PAIRS", 7)
    assert reach(doors, branches((0, 0), (900, 0)), walking(2)).equals(whole)


def test_no_point_gives_an_empty_table():
    assert reach(points((0, 0)).iloc[:0], branches((0, 0)), walking(1)).empty
