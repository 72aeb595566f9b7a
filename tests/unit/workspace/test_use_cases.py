"""Plan, view, change and export a workspace, each through a scope."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, ConflictError, InfeasibleError, InputError, SettingsError, StorageError
from gridplan.model.draft_steps import Drawn
from gridplan.storage.database.plans import save_plan
from gridplan.storage.folder import write_inputs
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.drafts import keep_draft
from gridplan.workspace.drawing import follow_draft, store_draft
from gridplan.workspace.exporting import FORMATS, export_plan, write_plan
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.reach import detour_table
from gridplan.workspace.viewing import (
    coverage_table,
    narrow,
    plan_versions,
    view_plan,
)
from tests.town import tiny_town

MANAGER = Scope(Viewer.REGIONAL_MANAGER)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("use") / "town"
    write_inputs(tiny_town(), folder)
    return Workspace.open(folder)


@pytest.fixture(scope="module")
def with_plan(workspace, planned):
    with workspace.database.writing() as connection:
        save_plan(connection, planned, account="operator", now=datetime(2026, 2, 1, tzinfo=UTC))
    return workspace


def test_a_plan_is_made_of_the_files_and_stored(workspace):
    moment = datetime(2026, 3, 1, 9, 30, 12, 481_000, tzinfo=UTC)
    made = make_plan(OPERATOR, workspace, now=moment)
    assert made.meta.plan_id == "20260301-173012-481"
    assert view_plan(OPERATOR, workspace, made.meta.plan_id).units["grid_id"].equals(made.units["grid_id"])
    assert {"read", "grids", "store"} <= set(made.meta.seconds)


def test_who_may_not_change_every_branch_plans_nothing(workspace):
    before = len(plan_versions(OPERATOR, workspace))
    for scope in (MANAGER, HEAD):
        with pytest.raises(AccessError):
            make_plan(scope, workspace)
    assert len(plan_versions(OPERATOR, workspace)) == before


def test_a_manager_sees_totals_and_no_household(planned):
    seen = narrow(MANAGER, planned)
    assert seen.households.empty
    assert len(coverage_table(MANAGER, planned, ["branch"])["id"].unique()) == 3


def test_a_branch_head_sees_the_own_branch_alone(planned):
    assert set(narrow(HEAD, planned).households["branch_id"]) == {"B1"}
    assert set(coverage_table(HEAD, planned, ["branch"])["id"]) == {"B1"}
    assert coverage_table(HEAD, planned, ["grid"])["id"].str.startswith("B1").all()


def test_an_officer_sees_the_grids_owned_alone(planned):
    officer = planned.grids["primary_officer_id"].iloc[0]
    scope = Scope(Viewer.OFFICER, frozenset({officer[:2]}), officer)
    owned = planned.grids.index[planned.grids["primary_officer_id"] == officer]
    assert set(narrow(scope, planned).households["grid_id"]) == set(owned)


def test_an_unknown_level_is_refused(planned):
    with pytest.raises(SettingsError, match="moon"):
        coverage_table(OPERATOR, planned, ["moon"])


def _move(planned):
    units = planned.units[planned.units["branch_id"] == "B1"]
    grids = sorted(units["grid_id"].unique())
    unit = next(u for u in units.index if (units["grid_id"] == units.at[u, "grid_id"]).sum() > 1)
    return unit, next(grid for grid in grids if grid != units.at[unit, "grid_id"])


def test_a_branch_head_changes_and_stores_the_own_grids(planned, with_plan):
    unit, grid = _move(planned)
    changed = follow_draft(HEAD, with_plan, planned.meta.plan_id, "B1", Drawn({unit: grid}))
    assert changed.units.at[unit, "grid_id"] == grid
    assert set(changed.households["branch_id"]) == {"B1"}
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    stored = store_draft(HEAD, with_plan, planned.meta.plan_id, "B1", Drawn({unit: grid}), now=moment)
    assert view_plan(OPERATOR, with_plan, stored).units.at[unit, "grid_id"] == grid


def test_a_draft_is_kept_with_its_entry_in_the_audit(planned, with_plan):
    plan_id, moves = planned.meta.plan_id, [_move(planned)]
    assert keep_draft(HEAD, with_plan, plan_id, "B1", steps=moves, done=1, expected_version=0) == 1
    with pytest.raises(ConflictError):
        keep_draft(HEAD, with_plan, plan_id, "B1", steps=moves, done=0, expected_version=0)
    entries = [entry for entry in audit_entries(OPERATOR, with_plan, 9) if entry.action == "draft_kept"]
    assert [entry.subject for entry in entries] == [plan_id]


def test_nobody_changes_what_is_not_theirs(planned, with_plan):
    unit, grid = _move(planned)
    for scope in (MANAGER, Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}))):
        with pytest.raises(AccessError):
            follow_draft(scope, with_plan, planned.meta.plan_id, "B1", Drawn({unit: grid}))
        with pytest.raises(AccessError):
            store_draft(scope, with_plan, planned.meta.plan_id, "B1", Drawn({unit: grid}))


@pytest.mark.parametrize("moves", [{"u99": "B1-G01"}, {"u11": "B9-G01"}, {"u14": "B1-G01"}])
def test_a_move_that_makes_no_sense_is_refused(planned, with_plan, moves):
    with pytest.raises(InfeasibleError):
        follow_draft(OPERATOR, with_plan, planned.meta.plan_id, "B1", Drawn(moves))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_written_labelled_and_through_the_scope(with_plan, tmp_path, form):
    path = export_plan(MANAGER, with_plan, form, tmp_path / f"plan.{form}")
    assert path.stat().st_size > 1_000
    if form == "json":
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told["meta"]["synthetic"]


def test_a_map_that_cannot_be_written_leaves_the_old_one(workspace, planned, tmp_path, monkeypatch):
    path = tmp_path / "plan.html"
    path.write_text("old")

    def half(_, beside):
        beside.write_text("<html>")
        raise StorageError("the disk is full")

    monkeypatch.setattr("gridplan.workspace.ordered_file.save_html", half)
    with pytest.raises(StorageError):
        write_plan(OPERATOR, workspace, planned, "html", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_form_is_refused(with_plan, tmp_path):
    with pytest.raises(SettingsError, match="gpkg"):
        export_plan(OPERATOR, with_plan, "docx", tmp_path / "plan.docx")


@pytest.mark.parametrize("form", ["html", "xlsx"])
def test_a_file_that_the_audit_cannot_tell_of_is_not_written(with_plan, tmp_path, monkeypatch, form):
    def full(*_args: object, **_more: object) -> None:
        raise StorageError("the disk is full")

    monkeypatch.setattr("gridplan.workspace.exporting.audited", full)
    with pytest.raises(StorageError):
        export_plan(OPERATOR, with_plan, form, tmp_path / f"plan.{form}")
    assert list(tmp_path.iterdir()) == []


def test_circle_and_road_are_held_against_each_other(workspace):
    table = detour_table(OPERATOR, workspace, [800, 1_500])
    assert table["indicator"].tolist() == ["detour_share_800", "detour_share_1500"]
    assert table["value"].between(0, 1).all()


def test_without_roads_nothing_can_be_held_against_the_circle(tmp_path):
    town = tiny_town()
    write_inputs(replace(town, layers=replace(town.layers, roads=None)), tmp_path / "bare")
    with pytest.raises(InputError, match="road"):
        detour_table(OPERATOR, Workspace.open(tmp_path / "bare"), [800])


def test_a_file_of_totals_hides_at_least_what_the_screen_hides(with_plan):
    screen, file = (view_plan(MANAGER, with_plan, k=k).indicators for k in (5, 10))
    own = view_plan(OPERATOR, with_plan).indicators
    people = own["base"].isin(["eligible", "resident"]) & (own["level"] == "unit") & (own["numerator"] > 0)
    assert screen.loc[people & (own["numerator"] < 5), "value"].isna().all()
    assert file.loc[screen["value"].isna(), "value"].isna().all()
    assert screen.loc[own["base"] == "registered", "value"].equals(own.loc[own["base"] == "registered", "value"])
