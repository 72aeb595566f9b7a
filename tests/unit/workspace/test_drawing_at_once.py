"""Two heads draw at the same time on the same version."""

from __future__ import annotations

from datetime import UTC, datetime
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import ConflictError
from gridplan.model.draft_steps import Drawn
from gridplan.workspace import drawing
from gridplan.workspace.drawing import store_draft
from gridplan.workspace.newer import newer_version
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import view_plan

HEADS = {branch: Scope(Viewer.BRANCH_HEAD, frozenset({branch}), account=f"head {branch}") for branch in ("B1", "B2")}


@pytest.fixture
def place(stored_town, planned, tmp_path):
    workspace = Workspace.open(copytree(stored_town, tmp_path / "town"))
    yield workspace, planned.meta.plan_id
    workspace.database.close()


def _move(planned, branch_id, number=0):
    units = planned.units.index[planned.units["branch_id"] == branch_id]
    return Drawn({str(units[number]): f"{branch_id}-G09"})


def _at(second):
    return datetime(2027, 1, 1, 0, 0, second, tzinfo=UTC)


def test_heads_of_two_branches_both_save_what_they_drew(place, planned):
    workspace, plan_id = place
    moves = {branch: _move(planned, branch) for branch in HEADS}
    first, second = (
        store_draft(scope, *place, branch, moves[branch], now=_at(n)) for n, (branch, scope) in enumerate(HEADS.items())
    )
    both = view_plan(OPERATOR, workspace, second).units["grid_id"]
    for drawn in moves.values():
        assert both[list(drawn.grid_of)].to_dict() == drawn.grid_of
    newer = newer_version(HEADS["B1"], workspace, plan_id)
    assert (newer.plan_id, newer.account) == (second, "head B2")
    assert newer_version(HEADS["B1"], workspace, first) == newer


def test_a_save_that_comes_in_between_is_gone_on_from(place, planned, monkeypatch):
    """The other branch is saved while this one is worked out: after the base was taken, before it is stored."""
    keep, once = drawing.keep_version, [True]

    def overtaken(*said, **more):
        if once:
            once.clear()
            store_draft(HEADS["B1"], *place, "B1", _move(planned, "B1"), now=_at(1))
        return keep(*said, **more)

    monkeypatch.setattr(drawing, "keep_version", overtaken)
    stored = store_draft(HEADS["B2"], *place, "B2", _move(planned, "B2"), now=_at(2))
    units = view_plan(OPERATOR, place[0], stored).units["grid_id"]
    moved = _move(planned, "B1").grid_of | _move(planned, "B2").grid_of
    assert units[list(moved)].to_dict() == moved


def test_two_heads_of_one_branch_are_a_conflict(place, planned):
    second = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="deputy")
    stored = store_draft(HEADS["B1"], *place, "B1", _move(planned, "B1"), now=_at(1))
    with pytest.raises(ConflictError, match=f"head B1 made plan {stored}"):
        store_draft(second, *place, "B1", _move(planned, "B1", 1), now=_at(2))
