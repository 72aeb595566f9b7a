"""What a draft leads to, worked out part by part."""

from types import SimpleNamespace

import pandas as pd
import pytest

from gridplan.access.scope import Scope, Viewer
from gridplan.maps.colours import grid_colours
from gridplan.model.draft_steps import Assign, Deed, Hold, sum_up
from gridplan.pages import draft_plan as page
from gridplan.pages.draft import Draft
from gridplan.pages.draft_plan import drafted
from gridplan.pages.frame import Frame
from gridplan.planning import pipeline
from gridplan.planning.pipeline.one_branch import of_branch

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")


@pytest.fixture
def judged(monkeypatch, planned):
    """Stand in for the workspace, and count how often a draft is sketched and judged."""
    done = []

    def sketch(*place):
        done.append("sketched")
        return pipeline.sketch(of_branch(planned, place[3]), place[4], place[3])

    def judge(*place):
        done.append("judged")
        return pipeline.redraw(of_branch(planned, place[3]), place[4], place[3]).findings

    monkeypatch.setattr(page, "sketch_draft", sketch)
    monkeypatch.setattr(page, "judge_draft", judge)
    page._followed.clear()
    return done


@pytest.fixture
def frame(planned):
    return Frame(SimpleNamespace(path="here"), HEAD, planned, "en")


def _split(planned):
    unit = planned.units.index[planned.units["grid_id"] == "B1-G01"][0]
    return Assign(Deed.SPLIT, {unit: "B1-G09"})


def test_a_draft_is_sketched_once_and_judged_when_its_findings_are_asked_for(judged, frame, planned):
    draft = Draft()
    draft.take(_split(planned))
    made = drafted(frame, draft, "B1")
    assert made.plan.grids.at["B1-G09", "units_n"] == 1
    assert [line.grid for line in made.lines] == sorted(_base(made.plan))
    assert made.paint["group"]
    assert judged == ["sketched"]
    assert not made.is_judged
    told = made.told
    assert drafted(frame, draft, "B1") is made
    assert made.is_judged
    assert made.told is told
    assert judged == ["sketched", "judged"]


def _base(plan):
    return plan.grids.index[(plan.grids["kind"] == "base") & (plan.grids["branch_id"] == "B1")]


def test_findings_are_those_of_the_draft_and_name_its_new_grids(judged, frame, planned):
    draft = Draft()
    draft.take(_split(planned))
    found = drafted(frame, draft, "B1").findings
    whole = pipeline.redraw(of_branch(planned, "B1"), draft.drawn, "B1").findings
    pd.testing.assert_frame_equal(found, whole)
    assert "B1-G09" in set(found["object_id"])
    draft.undo()
    assert set(drafted(frame, draft, "B1").findings["object_id"]) <= set(planned.findings["object_id"])
    assert judged == ["sketched", "judged"]


def test_every_step_leads_to_something_else_and_back(judged, frame, planned):
    draft = Draft()
    plain = drafted(frame, draft, "B1")
    assert plain.plan is planned
    draft.take(_split(planned))
    split = drafted(frame, draft, "B1")
    draft.take(Hold(Deed.LOCK, "B1-G02"))
    held = drafted(frame, draft, "B1")
    assert len({id(plain), id(split), id(held)}) == 3
    draft.undo()
    assert drafted(frame, draft, "B1") is split
    assert drafted(frame, draft, "B1").drawn == sum_up(draft.steps[:1])
    assert judged == ["sketched", "sketched"]


def test_grids_have_the_colours_of_the_whole_county(judged, frame, planned):
    draft = Draft()
    draft.take(_split(planned))
    made = drafted(frame, draft, "B1")
    whole = pipeline.sketch(planned, draft.drawn, "B1")
    assert made.colours == grid_colours(whole.units, whole.adjacency)
    assert {row["colour"] for row in made.paint["groups"]} == {made.colours[grid] for grid in _base(made.plan)}
    assert [line.colour for line in made.lines] == [made.colours[grid] for grid in sorted(_base(made.plan))]
    assert judged == ["sketched"]


def test_grids_that_end_are_named(judged, frame, planned):
    units = planned.units.index[planned.units["grid_id"] == "B1-G01"]
    draft = Draft()
    draft.take(Assign(Deed.MERGE, dict.fromkeys(map(str, units), "B1-G02")))
    assert drafted(frame, draft, "B1").gone == ["B1-G01"]
    assert judged == ["sketched"]
