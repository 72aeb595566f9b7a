import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed
from gridplan.pages import drawn_edits as page
from gridplan.pages.draft import Draft
from gridplan.pages.drawn_edits import corners_of, step_of, work_off
from gridplan.pages.map_tools import RING
from tests.unit.planning.zoning.drawing.grounds import ground


@pytest.fixture
def session(monkeypatch, planned):
    """Stand in for the session and the server."""
    kept = {}
    monkeypatch.setattr(page.st, "session_state", kept)
    monkeypatch.setattr(page, "lay_ground", lambda *_: ground(planned))
    return kept


@pytest.fixture
def frame():
    class Frame:
        scope = workspace = None

        class plan:  # noqa: N801
            class meta:  # noqa: N801
                plan_id = "p1"

    return Frame


def _other(planned):
    """A unit, and the other grid of its branch."""
    unit, grid = next(iter(planned.units.loc[planned.units["branch_id"] == "B1", "grid_id"].items()))
    return unit, next(one for one in ("B1-G01", "B1-G02") if one != grid)


def test_an_edit_is_worked_off_once(session, frame, planned):
    unit, grid = _other(planned)
    draft, answer = Draft(), {"edits": [{"n": 5, "tool": "brush", "units": [unit], "grid": grid}]}
    assert work_off(frame, draft, "B1", answer)
    assert not work_off(frame, draft, "B1", answer)
    assert draft.steps == [Assign(Deed.MOVE, {unit: grid})]
    assert "edit_refused" not in session


@pytest.mark.parametrize(
    "edits",
    [None, 5, [5], [{}], [{"n": "x"}], [{"n": 1.5, "tool": "brush"}], {"n": 1}],
)
def test_what_is_no_edit_is_passed_over(session, frame, edits):
    draft = Draft()
    assert not work_off(frame, draft, "B1", {"edits": edits})
    assert not draft.steps
    assert session == {}


@pytest.mark.parametrize(
    "edit",
    [
        {"tool": "fly"},
        {},
        {"tool": "brush"},
        {"tool": "brush", "units": ["u34"], "grid": "B1-G01"},
        {"tool": "brush", "units": {"a": 1}, "grid": ["B1-G01"]},
        {"tool": "line"},
        {"tool": "line", "points": [[None, 2], ["1", 2], [True, 2], [1e999, 0], 7, [1]]},
        {"tool": "line", "points": [[89, 0], [500, 500], [-89.9, 179]]},
    ],
)
def test_an_edit_that_makes_no_sense_is_told_and_takes_no_step(session, frame, planned, edit):
    draft = Draft()
    with pytest.raises(InfeasibleError):
        step_of(edit, ground(planned))
    assert work_off(frame, draft, "B1", {"edits": [{"n": 9, **edit}]})
    assert not draft.steps
    assert session["edit_refused"]


def test_a_ring_waits_for_its_theme(session, frame, planned):
    here = ground(planned)
    points = [[lat, lon] for lon, lat in here.units.to_crs(4326).geometry.iloc[0].exterior.coords]
    draft = Draft()
    assert work_off(frame, draft, "B1", {"edits": [{"n": 1, "tool": "ring", "points": points}]})
    assert not draft.steps
    assert session[RING] == corners_of({"points": points}, here)
    assert session[RING][0] == pytest.approx(here.units.geometry.iloc[0].exterior.coords[0], abs=0.01)
