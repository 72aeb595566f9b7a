"""A draft goes on, on a version that somebody else made in the meantime."""

from __future__ import annotations

from datetime import UTC, datetime
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, ConflictError
from gridplan.model.draft_steps import Drawn
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.carrying import carry_draft
from gridplan.workspace.drafts import find_draft, keep_draft, waiting_drafts
from gridplan.workspace.drawing import store_draft
from gridplan.workspace.opening import Workspace

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
OTHER = Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="other")
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def workspace(stored_town, tmp_path):
    opened = Workspace.open(copytree(stored_town, tmp_path / "town"))
    yield opened
    opened.database.close()


@pytest.fixture
def old(planned):
    return planned.meta.plan_id


@pytest.fixture
def new(workspace, planned, old):
    """What the head of the other branch made of the plan."""
    unit = str(planned.units.index[planned.units["branch_id"] == "B2"][0])
    return store_draft(OTHER, workspace, old, "B2", Drawn({unit: "B2-G09"}), now=NOW)


@pytest.fixture
def units(planned):
    return [str(unit) for unit in planned.units.index[planned.units["branch_id"] == "B1"]]


def _keep(workspace, plan_id, *steps, seen=0, name=""):
    keep_draft(HEAD, workspace, plan_id, "B1", steps=steps, done=len(steps), expected_version=seen, name=name)
    return find_draft(HEAD, workspace, plan_id, "B1", name=name)


def _waiting(workspace):
    return [(draft.plan_id, draft.name, draft.steps) for draft in waiting_drafts(HEAD, workspace, "B1")]


@pytest.mark.usefixtures("new")
def test_a_draft_waits_on_whichever_version_it_was_drawn(workspace, old, units):
    step = [units[0], "B1-G09"]
    draft = _keep(workspace, old, step)
    assert _waiting(workspace) == [(old, "", [step])]
    keep_draft(HEAD, workspace, old, "B1", steps=draft.steps, done=0, expected_version=draft.version)
    assert _waiting(workspace) == []
    assert waiting_drafts(OTHER, workspace, "B2") == []
    with pytest.raises(AccessError):
        waiting_drafts(OTHER, workspace, "B1")


def test_it_goes_on_there_and_can_be_taken_again_where_it_was(workspace, old, new, units):
    step = [units[0], "B1-G09"]
    name, carried = carry_draft(HEAD, workspace, _keep(workspace, old, step), new)
    assert (name, carried.left) == ("", [])
    assert _waiting(workspace) == [(new, "", [step])]
    before = find_draft(HEAD, workspace, old, "B1")
    assert (before.steps, before.done) == ([step], 0)
    (entry,) = audit_entries(OPERATOR, workspace, 1)
    assert (entry.account, entry.action, entry.subject) == ("head", "draft_carried", new)


def test_a_draft_that_is_there_already_stays_beside_it(workspace, old, new, units):
    there, mine = [units[1], "B1-G09"], [units[0], "B1-G09"]
    _keep(workspace, new, there)
    name, _ = carry_draft(HEAD, workspace, _keep(workspace, old, mine), new, now=NOW)
    assert name == "head 01-01 00:00:00"
    assert sorted(_waiting(workspace)) == [(new, "", [there]), (new, name, [mine])]


def test_one_whose_steps_were_taken_back_gives_its_place(workspace, old, new, units):
    there = _keep(workspace, new, [units[1], "B1-G09"])
    keep_draft(HEAD, workspace, new, "B1", steps=there.steps, done=0, expected_version=there.version)
    name, _ = carry_draft(HEAD, workspace, _keep(workspace, old, [units[0], "B1-G09"]), new)
    assert _waiting(workspace) == [(new, name, [[units[0], "B1-G09"]])] == [(new, "", [[units[0], "B1-G09"]])]


def test_where_nothing_fits_the_draft_stays_where_it_is(workspace, planned, old, units):
    grid = str(planned.units.at[units[0], "grid_id"])
    locked = store_draft(HEAD, workspace, old, "B1", Drawn(locked={grid: True}), now=NOW)
    draft = _keep(workspace, old, [units[0], "B1-G09"])
    _, carried = carry_draft(HEAD, workspace, draft, locked)
    assert carried.steps == []
    assert len(carried.left) == 1
    assert find_draft(HEAD, workspace, old, "B1") == draft


def test_what_another_tab_saved_meanwhile_is_not_carried_unseen(workspace, old, new, units):
    seen = _keep(workspace, old, [units[0], "B1-G09"])
    _keep(workspace, old, [units[0], "B1-G09"], [units[1], "B1-G09"], seen=seen.version)
    with pytest.raises(ConflictError):
        carry_draft(HEAD, workspace, seen, new)
    assert [plan_id for plan_id, *_ in _waiting(workspace)] == [old]


def test_nobody_carries_the_draft_of_another_branch(workspace, old, new, units):
    with pytest.raises(AccessError):
        carry_draft(OTHER, workspace, _keep(workspace, old, [units[0], "B1-G09"]), new)
