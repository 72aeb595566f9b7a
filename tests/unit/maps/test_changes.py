import pandas as pd

from gridplan.maps.changes import COLOURS, paint_changes
from gridplan.maps.drawing import View
from gridplan.model.words import Change
from tests.unit.maps.drawn_town import drawn_town


def _units(plan):
    table = pd.DataFrame({"change": str(Change.NONE), "households_after": 8.0}, index=plan.units.index)
    for name, value in (("grid_id", plan.units["grid_id"]), ("officer_id", "B1-1")):
        for side in ("before", "after"):
            table[f"{name}_{side}"] = value
    table.loc["u11", ["change", "grid_id_before", "officer_id_before"]] = [str(Change.OWNER), "B1-G02", "<b>"]
    return table


def test_a_changed_unit_stands_out_and_tells_old_and_new():
    plan = drawn_town()
    painted = paint_changes(View(plan, "zh", "unit", "change"), _units(plan))
    place = list(plan.units.sort_index().index).index("u11")
    group = painted["groups"][painted["group"][place]]
    assert group["colour"] == COLOURS[Change.OWNER]
    assert "B1-G02 → B1-G01" in group["tip"]
    assert "<b>" not in group["tip"].replace(f"<b>{Change.OWNER.zh}</b>", "")
    counts = {row["text"]: row["count"] for row in painted["legend"]["rows"]}
    assert counts == {Change.OWNER.zh: 1, Change.NONE.zh: len(plan.units) - 1}


def test_a_unit_of_another_view_is_left_out():
    plan = drawn_town()
    view = View(plan, "en", "unit", "change", branch_id="B2")
    painted = paint_changes(view, _units(plan))
    assert len(painted["group"]) == len(view.units)
    assert {group["tip"] for group in painted["groups"]} == {""}
