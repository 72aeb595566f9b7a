from dataclasses import replace

import pandas as pd

from gridplan.model.registers import empty_register
from gridplan.pages.frame import Frame
from gridplan.pages.posts import _post, beside, key_people, posts_of

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


def _assisted(planned):
    grids = planned.grids.index[planned.grids["branch_id"] == "B1"][:2]
    rows = [(grid, who, role, "", "") for grid in grids for who, role in (("B1-r", "reviewer"), ("B1-m", "assistant"))]
    more = pd.DataFrame(rows, columns=["grid_id", "officer_id", "role", "why", "post"])
    return replace(planned, assignments=pd.concat([planned.assignments, more], ignore_index=True))


def test_who_assists_and_reviews_is_told_with_the_grids(planned):
    told = beside(_assisted(planned), "B1")
    names = ", ".join(grid.split("-")[1] for grid in planned.grids.index[planned.grids["branch_id"] == "B1"][:2])
    assert told["reviewer", "B1-r"] == told["assistant", "B1-m"] == names
    assert list(told).index(("assistant", "B1-m")) < list(told).index(("reviewer", "B1-r"))
    assert ("reviewer", "B1-r") not in beside(_assisted(planned), "B2")


def test_the_posts_of_a_branch_are_told_of_old_plans_too(planned):
    old = replace(planned, posts=planned.posts.drop(columns="branch_id"))
    for plan in (planned, old):
        assert posts_of(plan, "B1")["officer_id"].str[:2].eq("B1").all()
        assert posts_of(plan, "B1")["post"].iloc[0] == "grid_lead"


def test_a_post_without_a_person_is_called_by_what_it_is(planned):
    officer = planned.officers.index[0]
    rows = planned.posts.head(2).assign(officer_id=["B1-marketing_assistant", officer], post="marketing_assistant")
    nobody, somebody = (_post(Frame(None, None, planned, "zh"), row) for row in rows.to_dict("records"))
    assert "<b>营销协管员</b>" in nobody
    assert f"<b>{planned.officers.at[officer, 'name']} · 营销协管员</b>" in somebody
