"""What a page keeps of a draft."""

from types import SimpleNamespace

import pytest

from gridplan.model.draft_steps import Assign, Deed
from gridplan.pages import draft as page
from gridplan.pages.draft import Draft, catch_up, keep, open_draft


@pytest.fixture
def frame():
    return SimpleNamespace(scope=None, workspace=None, plan=SimpleNamespace(meta=SimpleNamespace(plan_id="p1")))


@pytest.fixture
def saves(monkeypatch):
    """Stand in for the server: every save, the last one in force."""
    kept = []

    def find(*_, name):
        assert name == ""
        return SimpleNamespace(**kept[-1], version=len(kept)) if kept else None

    def save(*_, steps, done, expected_version, name):
        assert name == ""
        assert expected_version == len(kept)
        kept.append({"steps": list(steps), "done": done})
        return len(kept)

    monkeypatch.setattr(page, "find_draft", find)
    monkeypatch.setattr(page, "keep_draft", save)
    return kept


def test_another_move_in_place_of_one_taken_back_is_kept(frame, saves):
    draft = Draft()
    draft.take(Assign(Deed.MOVE, {"u1": "g1"}))
    keep(frame, draft, "B1")
    draft.undo()
    draft.take(Assign(Deed.MOVE, {"u2": "g2"}))
    keep(frame, draft, "B1")
    assert saves[-1] == {"steps": [["u2", "g2"]], "done": 1}


def test_what_did_not_change_is_not_saved_again(frame, saves):
    draft = Draft()
    keep(frame, draft, "B1")
    draft.take(Assign(Deed.MOVE, {"u1": "g1"}))
    keep(frame, draft, "B1")
    keep(frame, draft, "B1")
    assert len(saves) == 1


def _stored(version, unit, name=""):
    return SimpleNamespace(name=name, version=version, steps=[[unit, "g1"]], done=1)


def test_what_was_saved_elsewhere_is_gone_on_with_where_nothing_was_done_here():
    draft = Draft()
    catch_up(draft, [_stored(3, "u9", "other"), _stored(7, "u1")])
    assert (draft.version, draft.drawn.grid_of) == (7, {"u1": "g1"})
    draft.take(Assign(Deed.MOVE, {"u2": "g2"}))
    catch_up(draft, [_stored(8, "u3")])
    assert (draft.version, draft.drawn.grid_of) == (7, {"u1": "g1", "u2": "g2"})


def test_a_draft_is_opened_once_and_as_it_lies_on_the_server(frame, monkeypatch):
    monkeypatch.setattr(page.st, "session_state", {})
    opened = open_draft(frame, "B1", [_stored(2, "u1"), _stored(5, "u2", "other")], "other")
    assert (opened.version, opened.drawn.grid_of) == (5, {"u2": "g1"})
    assert open_draft(frame, "B1", [], "other") is opened
