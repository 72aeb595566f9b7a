import numpy as np
import pandas as pd
import pytest

from gridplan.errors import InfeasibleError
from gridplan.planning.zoning.wishes import read_wishes

IDS = pd.Index(list("abcdef"))
PART = np.array([0, 0, 0, 0, 1, 1])
LOAD = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])


def read(locked=None, previous=None):
    as_series = [None if given is None else pd.Series(given) for given in (locked, previous)]
    return read_wishes(IDS, PART, LOAD, *as_series)


def test_without_wishes_nothing_is_known():
    wishes = read()
    assert wishes.labels == []
    assert (wishes.locked == -1).all()
    assert (wishes.former == -1).all()
    assert wishes.of_part(0, 3).tolist() == []


def test_locked_labels_come_first_then_former_ones_from_the_heaviest():
    wishes = read({"a": "Z"}, {"a": "Z", "b": "P", "c": "Q", "d": "Q", "e": "R"})
    assert wishes.labels == ["Z", "Q", "R", "P"]
    assert wishes.locked.tolist() == [0, -1, -1, -1, -1, -1]
    assert wishes.former.tolist() == [0, 3, 1, 1, 2, -1]


def test_a_part_keeps_its_own_labels_up_to_its_number_of_grids():
    wishes = read(None, {"b": "P", "c": "Q", "d": "Q", "e": "R"})
    named = [[wishes.labels[k] for k in wishes.of_part(part, 2)] for part in (0, 1)]
    assert named == [["Q", "P"], ["R"]]
    assert len(wishes.of_part(0, 1)) == 1


def test_a_label_in_two_parts_stays_where_most_of_it_is():
    wishes = read(None, {"a": "P", "f": "P"})
    assert wishes.home.tolist() == [1]


def test_units_that_are_gone_have_no_former_grid():
    assert read(None, {"gone": "P", "a": None}).labels == []


def test_unknown_locked_units_are_refused():
    with pytest.raises(InfeasibleError, match="unknown: gone"):
        read({"gone": "P"})


def test_units_locked_apart_are_refused():
    with pytest.raises(InfeasibleError, match="grid P lie in parts that nothing joins: a, e"):
        read({"a": "P", "e": "P"})
