"""The next version remembers what was locked, so that a lock can't be struck out unseen."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from gridplan.model.registers import Registers
from gridplan.planning.pipeline import replan


@pytest.mark.parametrize(
    ("what", "last_day", "units"),
    [("B1-G01", "", "all"), ("u11", "9999-12-31", "u11"), ("B1-G01", "2020-01-01", "none")],
)
def test_a_lock_is_remembered_until_it_ends(planned, what, last_day, units):
    row = {"kind": "lock", "object_id": what, "reason": "", "approver": "", "last_day": last_day}
    locked = replace(planned, registers=Registers(declarations=pd.DataFrame([row])))
    lock = replan(locked, locked.units).former["lock"]
    inside = set(planned.units.index[planned.units["grid_id"] == what])
    assert set(lock.index[lock == what]) == {"all": inside, "u11": {"u11"}, "none": set()}[units]
    assert set(lock) <= {"", what}
