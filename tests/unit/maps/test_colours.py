import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from gridplan.maps.colours import APART, GOOD, apart, breaks, classify, grid_colours, ramp

figures = st.lists(st.floats(0, 1), min_size=1, max_size=80).map(np.array)


@given(figures)
def test_limits_ascend_and_part_the_values(values):
    limits = breaks(values)
    assert limits == sorted(set(limits))
    assert len(limits) <= 4
    assert all(values.min() < limit <= values.max() for limit in limits)


@given(figures)
def test_every_figure_has_a_class_and_more_is_never_a_lower_class(values):
    ordered = np.sort(values)
    classes = classify(ordered, breaks(values))
    assert (np.diff(classes) >= 0).all()
    assert classes.min() >= 0


def test_an_unknown_figure_has_no_class():
    assert classify(np.array([np.nan, 0.5]), [0.4]).tolist() == [-1, 1]
    assert breaks(np.array([np.nan])) == []


def test_equal_figures_make_one_class():
    assert breaks(np.full(9, 0.3)) == []


def test_a_ramp_runs_from_palest_to_darkest():
    assert ramp(GOOD, 5) == list(GOOD)
    assert ramp(GOOD, 2) == [GOOD[0], GOOD[-1]]
    assert ramp(GOOD, 1) == [GOOD[2]]


def test_neighbours_differ_in_colour():
    ring = {str(n): {str((n + 1) % 12), str((n - 1) % 12)} for n in range(12)}
    chosen = apart(sorted(ring), ring)
    assert all(chosen[name] != chosen[other] for name, near in ring.items() for other in near)
    assert set(chosen.values()) <= set(APART)


def test_grids_side_by_side_differ():
    units = pd.DataFrame({"grid_id": ["g1", "g1", "g2"]}, index=["a", "b", "c"])
    adjacency = pd.DataFrame({"unit_a": ["a", "b"], "unit_b": ["b", "c"]})
    chosen = grid_colours(units, adjacency)
    assert chosen["g1"] != chosen["g2"]
