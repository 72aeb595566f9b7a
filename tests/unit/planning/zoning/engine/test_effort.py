"""What a search may spend, and who watches it."""

import pytest

from gridplan.planning.zoning.engine.effort import LAYOUT, UNIT_LAID, Progress, Watch, seconds


def test_the_same_steps_take_longer_where_units_are_many():
    taken = [seconds(1.0, units, laid=False) for units in (10, 60, 1_000, 10_000, 20_000)]
    assert taken[0] == taken[1] == pytest.approx(0.8)
    assert taken == sorted(taken)
    assert taken[4] - taken[3] > taken[3] - seconds(1.0, 5_000, laid=False)


def test_laying_a_plan_out_is_counted_once():
    assert seconds(0.0, 100) == pytest.approx(LAYOUT + 100 * UNIT_LAID)
    assert seconds(0.0, 100, laid=False) == 0.0


def test_parts_tell_the_share_of_the_whole():
    told = []
    watch = Watch(stop=lambda: True, tell=told.append).part(0.5, 0.25)
    watch.tell(Progress(0.4, 1.0))
    assert told == [Progress(pytest.approx(0.6), 1.0)]
    assert watch.stop()
