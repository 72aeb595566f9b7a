"""What a page keeps of a draft."""

from types import SimpleNamespace

import pytest

from gridplan.model.draft_steps import Assign, Deed
from gridplan.pages import draft as page
from gridplan.pages.draft import Draft, keep


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
