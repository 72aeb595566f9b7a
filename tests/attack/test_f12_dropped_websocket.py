"""F12: the websocket is cut in the middle of an edit; the draft is there again, also when the session is long gone."""

from __future__ import annotations

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from gridplan.access.scope import Scope, Viewer
from gridplan.pages.draft_targets import targets
from gridplan.workspace.drafts import find_draft, keep_draft
from tests.attack.wire import Stream, serve

BRANCH = "B1"
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({BRANCH}), account=f"head-{BRANCH}")


class Drawing:
    """A branch head who draws, one unit after the other, until the line goes dead."""

    def __init__(self, app, cookie, **line):
        self.line = Stream(app, cookie, **line)
        self.seen = self.line.run("draw_grids")

    def move(self, unit_id: str, *, patient: bool = True) -> None:
        """Click a unit and the first grid offered for it; the impatient don't wait for what comes of it."""
        click = self.seen.on_map({"unit": unit_id, "click": unit_id})
        offered = self.line.run("draw_grids", states=[click])
        move = next(WidgetState(id=one.id, trigger_value=True) for one in offered.buttons if "→" in one.label)
        if patient:
            self.seen = self.line.run("draw_grids", states=[click, move])
        else:
            self.line.ask("draw_grids", states=[click, move])

    def cut(self) -> str:
        """Lose the line without a word; tell which session it was."""
        self.line.cut()
        return self.line.session


def _moves(seen) -> int:
    return next(int(n) for n in range(9) if f"未存为版本的步骤: {n}" in seen.text)


@pytest.fixture
def stored(bank):
    """Ask the server's table; at the end the draft is as empty as before."""

    def ask():
        return find_draft(HEAD, bank.workspace, bank.plan.meta.plan_id, BRANCH)

    yield ask
    if kept := ask():
        keep_draft(
            HEAD, bank.workspace, bank.plan.meta.plan_id, BRANCH,
            steps=kept.steps, done=0, expected_version=kept.version,
        )  # fmt: skip


@pytest.fixture
def movable(bank) -> list[str]:
    units = bank.plan.units.index[bank.plan.units["branch_id"] == BRANCH]
    return [unit for unit in units if targets(bank.plan, unit)[0]]


def test_f12_nothing_that_was_seen_is_lost(app, bank, cookies, movable, stored, tmp_path):
    cookie = cookies[HEAD.account]
    drawing = Drawing(app, cookie)
    drawing.move(movable[0])
    assert _moves(drawing.seen) == 1
    before = stored()
    session = drawing.cut()
    assert stored() == before
    assert [unit for unit, _ in before.steps] == movable[:1]
    # back within the two minutes that Streamlit keeps a session, and in its place
    again = Drawing(app, cookie, session=session)
    assert again.line.session == session
    assert _moves(again.seen) == 1
    again.cut()
    # later the session is gone, as it is in a process that never knew it
    with serve(bank.workspace.path, tmp_path / "app.log") as later:
        long_after = Drawing(later, cookie, session=session)
        assert long_after.line.session != session
        assert _moves(long_after.seen) == 1
        long_after.cut()


def test_f12_a_move_whose_end_nobody_saw_is_kept_or_was_never_made(app, cookies, movable, stored):
    drawing = Drawing(app, cookies[HEAD.account])
    drawing.move(movable[1], patient=False)
    session = drawing.cut()
    again = Drawing(app, cookies[HEAD.account], session=session)
    # what was under way when the line went comes first
    again.seen = again.line.run("draw_grids")
    kept = stored()
    assert _moves(again.seen) == (kept.done if kept else 0)
    again.cut()
