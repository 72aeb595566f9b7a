import math
from dataclasses import replace

import numpy as np
import pytest

from gridplan.model.instance import Metric, Objective
from gridplan.planning.zoning.instance import solve_instance
from gridplan.planning.zoning.worth.instance import costs_of, judge_instance, ways_between
from gridplan.planning.zoning.worth.judged import value_of
from tests.unit.planning.zoning.test_instance import lattice


def _halves(instance):
    return np.repeat([0, 1], len(instance.xy) // 2)


@pytest.mark.parametrize("objective", [Objective.MOMENT, Objective.PMEDIAN])
def test_a_plan_is_proved_and_a_poor_one_replaced(objective):
    instance = lattice(4, 4, share=0.3, objective=objective)
    label = solve_instance(instance, effort=0.1, seed=1)
    judged = judge_instance(instance, label, seconds=20)
    assert judged.worth.gap == 0.0
    assert judged.worth.value <= value_of(costs_of(instance), label) + 1e-6
    assert value_of(costs_of(instance), judged.label) == pytest.approx(judged.worth.value)
    assert judge_instance(instance, judged.label, seconds=20).label.tolist() == judged.label.tolist()


def test_without_seconds_there_is_a_value_and_no_bound():
    instance = lattice(4, 2, share=0.3)
    judged = judge_instance(instance, _halves(instance))
    assert judged.label.tolist() == _halves(instance).tolist()
    assert judged.worth.value > 0
    assert math.isnan(judged.worth.bound)


def test_longest_ways_have_neither():
    instance = lattice(4, 2, share=0.3, objective=Objective.DIAMETER)
    worth = judge_instance(instance, _halves(instance), seconds=5).worth
    assert math.isnan(worth.value)
    assert math.isnan(worth.gap)


def test_a_plan_beyond_its_limits_is_replaced_by_one_inside_if_there_is_one():
    instance = lattice(4, 2, share=0.3)
    uneven = np.where(np.arange(16) < 4, 0, 1)
    assert judge_instance(instance, uneven).worth.excess > 0
    judged = judge_instance(instance, uneven, seconds=20)
    assert (judged.worth.excess, judged.worth.gap) == (0.0, 0.0)
    assert judge_instance(instance, judged.label).worth.excess == 0.0


def test_where_no_plan_is_inside_the_limits_there_is_no_bound():
    instance = lattice(2, 2)
    instance = replace(instance, limits=np.array([[1.0, 1.0], [2.0, 2.0]]))
    worth = judge_instance(instance, _halves(instance), seconds=5).worth
    assert worth.excess > 0
    assert math.isnan(worth.gap)


def test_the_size_of_the_numbers_is_all_the_same():
    instance = lattice(4, 4, share=0.3)
    label = solve_instance(instance, effort=0.1, seed=1)
    gaps = []
    for size in (1e-6, 1.0, 1e6):
        sized = replace(instance, xy=instance.xy * size, weights=instance.weights * size, limits=instance.limits * size)
        gaps.append(judge_instance(sized, label, seconds=20).worth.gap)
    assert gaps == [0.0, 0.0, 0.0]


def test_ways_on_the_globe_are_kilometres():
    instance = replace(lattice(2, 1), metric=Metric.HAVERSINE_KM)
    assert ways_between(instance)[0, 1] == pytest.approx(111.2, abs=0.1)
