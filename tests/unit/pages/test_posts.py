import pandas as pd

from gridplan.model.registers import empty_register
from gridplan.pages.posts import key_people

UNITS = pd.DataFrame({"grid_id": ["G1", "G1", "G2", "G3"]}, index=["a", "b", "c", "d"])


def test_key_people_are_counted_by_grid_and_a_grid_without_any_has_none():
    rows = [("a", "key_person"), ("b", "key_person"), ("b", "liaison"), ("c", "liaison"), ("elsewhere", "liaison")]
    register = pd.DataFrame(rows, columns=["unit_id", "role"])
    counted = key_people(register, UNITS)
    assert counted.to_dict("index") == {
        "G1": {"key_person": 2, "liaison": 1},
        "G2": {"key_person": 0, "liaison": 1},
        "G3": {"key_person": 0, "liaison": 0},
    }


def test_a_register_that_is_not_kept_counts_nobody():
    assert key_people(empty_register("key_people"), UNITS).empty
