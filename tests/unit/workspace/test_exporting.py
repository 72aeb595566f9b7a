from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.workspace.exporting import write_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.saved_view import SavedView

SETTINGS = 'name = "小镇"\n[notice]\ncomplaint_line = "0000-999"\n[phones]\n"B1" = "0000-111"\n'
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head-b1")


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    (tmp_path / "gridplan.toml").write_text(SETTINGS, encoding="utf-8")
    return Workspace.open(tmp_path)


def _text(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_head_prints_the_own_branch_and_the_sheet_says_so(workspace, planned, tmp_path):
    text = _text(write_plan(HEAD, workspace, planned, "poster", tmp_path / "out" / "p.pdf", by="penetration"))
    assert planned.branches.at["B1", "name"] in text
    assert "head-b1" in text
    assert "渗透率" in text


def test_notices_take_phones_and_the_line_for_complaints_from_the_settings(workspace, planned, tmp_path):
    text = _text(write_plan(HEAD, workspace, planned, "notice", tmp_path / "out" / "n.pdf"))
    assert "0000-999" in text
    assert "0000-111" in text
    assert "B2-G" not in text


def test_an_officer_takes_notices_of_the_own_grids_alone(workspace, planned, tmp_path):
    officer = planned.grids["primary_officer_id"].dropna().iloc[0]
    scope = Scope(Viewer.OFFICER, frozenset({planned.officers.at[officer, "branch_id"]}), officer, officer)
    text = _text(write_plan(scope, workspace, planned, "notice", tmp_path / "out" / "n.pdf"))
    base = planned.grids[planned.grids["kind"] == "base"]
    assert {grid for grid in base.index if grid in text} == set(base.index[base["primary_officer_id"] == officer])


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ({"branch_id": "B2"}, AccessError),
        ({"branch_id": "B9"}, SettingsError),
        ({"datum": "moon"}, SettingsError),
        ({"by": "luck"}, SettingsError),
    ],
)
def test_a_wish_that_can_not_be_met_writes_nothing(workspace, planned, tmp_path, wish, error):
    with pytest.raises(error):
        write_plan(HEAD, workspace, planned, "poster", tmp_path / "out" / "p.pdf", **wish)
    assert not (tmp_path / "out").exists()


def test_the_operator_draws_the_county(workspace, planned, tmp_path):
    text = _text(write_plan(OPERATOR, workspace, planned, "poster", tmp_path / "out" / "p.pdf", lang="en"))
    assert not [name for name in planned.branches["name"] if name not in text]


def test_a_saved_map_shows_what_the_screen_did_and_who_took_it_when(workspace, planned, tmp_path):
    view = SavedView("penetration", "registered", "branch")
    taken = {"view": view, "branch_id": "B1", "now": datetime(2026, 5, 1, 18, 30, tzinfo=UTC)}
    page = write_plan(OPERATOR, workspace, planned, "html", tmp_path / "m.html", lang="en", **taken).read_text("utf-8")
    assert '"title":"Penetration · registered · Branches"' in page
    assert "operator · 2026-05-02 02:30 UTC+8" in page
    assert planned.meta.plan_id in page
    units = planned.units["branch_id"]
    drawn = {unit for unit in units.index if f'"{unit}"' in page}
    assert drawn == set(units.index[units == "B1"])


def test_a_saved_map_of_nobody_in_particular_shows_reach_by_road(workspace, planned, tmp_path):
    page = write_plan(OPERATOR, workspace, planned, "html", tmp_path / "m.html", lang="en").read_text("utf-8")
    assert "Coverage by road (households) · registered · Grids" in page


def test_a_sheet_names_the_base_that_was_chosen_on_screen(workspace, planned, tmp_path):
    view = SavedView("visit_coverage", "registered")
    path = write_plan(HEAD, workspace, planned, "poster", tmp_path / "p.pdf", by="visit_coverage", view=view)
    assert "走访覆盖率 · 户籍户" in _text(path)
