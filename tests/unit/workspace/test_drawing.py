from datetime import UTC, datetime

import pandas as pd
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InfeasibleError
from gridplan.model.draft_steps import Assign, Deed, Drawn, Hold, sum_up
from gridplan.storage.database.plans import save_plan
from gridplan.storage.folder import write_inputs
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.drawing import (
    compare_drafts,
    follow_draft,
    judge_draft,
    lay_ground,
    sketch_draft,
    store_draft,
)
from gridplan.workspace.jobs import JobState
from gridplan.workspace.opening import Workspace
from gridplan.workspace.solving_rest import begin_rest, drop_rest, find_rest
from gridplan.workspace.viewing import view_plan
from tests.town import tiny_town

NOW = datetime(2027, 1, 1, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
STRANGER = Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="stranger")


@pytest.fixture(scope="module")
def place(tmp_path_factory, planned):
    folder = tmp_path_factory.mktemp("drawing") / "town"
    write_inputs(tiny_town(), folder)
    workspace = Workspace.open(folder)
    with workspace.database.writing() as connection:
        save_plan(connection, planned, account="operator", now=datetime(2026, 1, 1, tzinfo=UTC))
    return workspace, planned.meta.plan_id


@pytest.fixture(scope="module")
def drawn(planned):
    unit = planned.units.index[planned.units["grid_id"] == "B1-G01"][0]
    return sum_up([Assign(Deed.SPLIT, {unit: "B1-G09"}), Hold(Deed.LOCK, "B1-G02")])


def test_a_head_follows_and_stores_a_draft_of_the_own_branch(place, drawn):
    (unit,) = drawn.grid_of
    ground = lay_ground(HEAD, *place, "B1", drawn, now=NOW)
    assert ground.units.at[unit, "grid_id"] == "B1-G09"
    assert ground.locked == {"B1-G02"}
    seen = follow_draft(HEAD, *place, "B1", drawn)
    assert set(seen.branches.index) == set(seen.households["branch_id"]) == {"B1"}
    assert seen.grids.at["B1-G09", "units_n"] == 1
    stored = view_plan(OPERATOR, place[0], store_draft(HEAD, *place, "B1", drawn, now=NOW))
    assert stored.units.at[unit, "grid_id"] == "B1-G09"
    (entry,) = audit_entries(OPERATOR, place[0], 1)
    assert (entry.account, entry.action) == ("head", "plan_changed")


def test_a_sketch_and_its_findings_are_those_of_the_whole_way(place, drawn):
    whole, sketch = follow_draft(HEAD, *place, "B1", drawn), sketch_draft(HEAD, *place, "B1", drawn)
    for table in ("grids", "officers", "branches", "assignments", "households"):
        pd.testing.assert_frame_equal(getattr(sketch, table), getattr(whole, table))
    assert sketch.findings.empty
    assert sketch.indicators.empty
    found = judge_draft(HEAD, *place, "B1", drawn)
    assert "B1-G09" in set(found["object_id"])
    pd.testing.assert_frame_equal(found, whole.findings)


def test_each_draft_has_a_sketch_of_its_own(place, planned):
    unit, grid = next(iter(planned.units.loc[planned.units["branch_id"] == "B1", "grid_id"].items()))
    said = [
        sketch_draft(HEAD, *place, "B1", Drawn({unit: other}, {}, {}, {grid: name}))
        for other, name in ((grid, "东片"), ("B1-G09", "东片"), ("B1-G09", "西片"))
    ]
    assert [plan.units.at[unit, "grid_id"] for plan in said] == [grid, "B1-G09", "B1-G09"]
    assert [plan.grids.at[grid, "name"] for plan in said] == ["东片", "东片", "西片"]


def test_a_draft_is_held_against_the_plan(place, drawn):
    told = compare_drafts(HEAD, *place, "B1", Drawn(), drawn)
    assert list(told.units.index[told.units["grid_moved"]]) == list(drawn.grid_of)
    assert set(told.units["branch_id_after"]) == {"B1"}
    assert not compare_drafts(HEAD, *place, "B1", drawn, drawn).units["grid_moved"].any()


def test_nobody_draws_what_is_not_theirs(place, drawn):
    for deed in (lay_ground, follow_draft, sketch_draft, judge_draft, store_draft, begin_rest):
        with pytest.raises(AccessError):
            deed(STRANGER, *place, "B1", drawn)


@pytest.mark.parametrize(
    "drawn",
    [
        Drawn({"u34": "B1-G01"}),
        Drawn({"u11": "B2-G01"}),
        Drawn({"u99": "B1-G01"}),
        Drawn(locked={"B2-G01": True}),
    ],
)
def test_a_draft_that_reaches_into_another_branch_is_refused(place, drawn):
    for deed in (follow_draft, sketch_draft, judge_draft, store_draft):
        with pytest.raises(InfeasibleError, match="not of branch B1"):
            deed(HEAD, *place, "B1", drawn)


def test_a_draft_of_nothing_is_no_version(place):
    with pytest.raises(InfeasibleError, match="nothing was drawn"):
        store_draft(HEAD, *place, "B1", Drawn())


def test_the_rest_is_solved_in_another_process_and_found_again(place, drawn):
    job = begin_rest(HEAD, *place, "B1", drawn)
    assert find_rest(HEAD, *place, "B1") is job
    assert job.wait(60)
    assert job.state in {JobState.DONE, JobState.FAILED}
    assert job.state is JobState.DONE or "nothing better" in job.error["en"]
    assert job.about == drawn
    drop_rest(HEAD, *place, "B1")
    assert find_rest(HEAD, *place, "B1") is None
