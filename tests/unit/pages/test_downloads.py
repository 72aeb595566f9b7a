import time

import pytest
from streamlit.testing.v1 import AppTest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.pages.downloads import FORMS
from gridplan.pages.frame import Frame
from gridplan.pages.handing_over import MADE
from gridplan.workspace import making_files
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.jobs import JobRoom
from gridplan.workspace.opening import Workspace

pytestmark = pytest.mark.usefixtures("plain_lists")
#: Seconds; a process of its own has to begin.
PATIENCE = 120
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")


@pytest.fixture
def frame(tmp_path, planned, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    return Frame(Workspace.open(tmp_path), HEAD, planned, "en")


def _page(frame):
    # runs as a page of its own
    from gridplan.pages.downloads import choose_file  # noqa: PLC0415
    from gridplan.workspace.saved_view import SavedView  # noqa: PLC0415

    choose_file(frame, SavedView("penetration", "registered", "unit", "road_time"), "B1")


def _taken(frame):
    return [(entry.account, entry.action) for entry in audit_entries(OPERATOR, frame.workspace, 100)]


def _session(frame, form="Tables (Excel)"):
    page = AppTest.from_function(_page, args=(frame,), default_timeout=30).run()
    return page.selectbox[0].select(form).run()


def _has(page, form):
    """Have a file made, and look again as the browser does until it is there."""
    page.button(key=f"make-{form}").click().run()
    began = time.monotonic()
    while not page.get("download_button") and time.monotonic() - began < PATIENCE:
        assert not page.exception
        # who looks all the time keeps the process that makes it waiting
        time.sleep(0.3)
        page.run()
    return page.get("download_button")


def test_every_session_that_takes_a_file_away_is_in_the_audit(frame):
    for times in (1, 2):
        page = _session(frame)
        assert not page.get("download_button")
        assert len(_has(page, "xlsx")) == 1
        assert _taken(frame) == [("head", "exported")] * times


def test_a_file_stays_in_its_session_and_is_written_once(frame):
    page = _session(frame)
    _has(page, "xlsx")
    page.run()
    assert len(page.get("download_button")) == 1
    assert _taken(frame) == [("head", "exported")]


@pytest.mark.parametrize("form", FORMS)
def test_every_file_is_offered_and_made(frame, form):
    page = _session(frame, FORMS[form][0])
    (button,) = _has(page, form)
    assert not page.error
    assert button.proto.id
    assert len(page.session_state[MADE][1]) > 1_000


def test_field_tools_are_asked_for_their_datum_and_sheets_for_their_colours(frame):
    assert [box.label for box in _session(frame, FORMS["kml"][0]).selectbox] == ["File", "Datum of the coordinates"]
    assert [box.label for box in _session(frame, FORMS["poster"][0]).selectbox] == ["File", "Colours"]


def test_a_map_that_is_taken_away_shows_what_the_page_shows(frame):
    page = _session(frame, FORMS["html"][0])
    branch = frame.plan.branches.at["B1", "name"]
    said = f"As on this page: Penetration · registered · Units · {branch}"
    assert any(said in html.proto.body for html in page.get("html"))
    page.button(key="make-html").click().run()
    saved = page.session_state[MADE][1].decode()
    assert '"title":"Penetration · registered · Units"' in saved


def test_sheets_are_coloured_as_the_page_unless_another_way_is_chosen(frame):
    page = _session(frame, FORMS["poster"][0])
    colours = next(box for box in page.selectbox if box.label == "Colours")
    assert colours.options[:2] == ["As on this page: Penetration", "Tell neighbours apart"]
    assert colours.index == 0


def test_what_takes_long_can_be_called_off(frame):
    page = _session(frame, FORMS["notice"][0])
    page.button(key="make-notice").click().run()
    page.button(key="make-off").click().run()
    assert page.button(key="make-notice")
    assert not page.get("download_button")


def test_where_others_have_theirs_made_it_is_made_at_once(frame, monkeypatch):
    monkeypatch.setattr(making_files, "_ROOM", JobRoom(most=0))
    page = _session(frame, FORMS["notice"][0])
    page.button(key="make-notice").click().run()
    assert page.get("download_button")
    assert _taken(frame) == [("head", "exported")]
