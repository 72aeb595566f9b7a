import math

import pandas as pd

from gridplan.model.limits import catalogue
from gridplan.planning.rules.rule import Judgement, beyond, each


def _say(figures):
    return lambda one: catalogue()["G06"].finding("grid", one, figures[one], "1-6", ("村", "villages"), ("并", "merge"))


def test_off_is_above_nothing_outside_of_what_is_allowed():
    off = beyond(pd.Series([0.0, 1.0, 3.0, 6.0, 9.0]), 1, 6)
    assert off.tolist() == [1.0, 0.0, -2.0, 0.0, 3.0]


def test_limits_of_each_object_are_found_by_its_id():
    figures, most = pd.Series({"a": 5.0, "b": 5.0, "c": 5.0}), pd.Series({"c": 1.0, "b": 7.0, "a": 3.0, "d": 0.0})
    assert beyond(figures, high=most).to_dict() == {"a": 2.0, "b": -2.0, "c": 4.0}
    assert beyond(figures, low=most).to_dict() == {"a": -2.0, "b": 2.0, "c": -4.0}
    assert math.isnan(beyond(figures, high=most[["a", "b"]])["c"])


def test_every_object_off_is_found_and_the_worst_is_the_figure():
    figures = pd.Series({"a": 7.0, "b": 9.0, "c": 2.0})
    found = each(beyond(figures, 1, 6), _say(figures))
    assert (found.checked_n, found.figure, found.limit) == (3, 9.0, "1-6")
    assert [finding.object_id for finding in found.findings] == ["a", "b"]


def test_a_rule_that_holds_still_has_its_worst_figure():
    figures = pd.Series({"a": 5.0, "b": 3.0})
    found = each(beyond(figures, 1, 6), _say(figures))
    assert not found.findings
    assert found.figure == 5.0


def test_nothing_to_look_at_is_no_figure():
    found = each(pd.Series(dtype=float), _say({}))
    assert found.checked_n == 0
    assert math.isnan(found.figure)


def test_two_judgements_add_up_and_the_breach_gives_the_figure():
    good, bad = pd.Series({"a": 5.0}), pd.Series({"b": 8.0})
    holds, broken = (each(beyond(figures, 1, 6), _say(figures)) for figures in (good, bad))
    for both in (holds + broken, broken + holds):
        assert (both.checked_n, both.figure, len(both.findings)) == (2, 8.0, 1)
    assert (Judgement(0) + holds).figure == 5.0
