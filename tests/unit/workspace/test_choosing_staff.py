from dataclasses import replace
from datetime import UTC, datetime
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InfeasibleError
from gridplan.storage.database.plans import save_plan
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.choosing_staff import kept_out, store_staff, try_staff
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_versions, view_plan

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head of B1")
MOMENT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, stored_town):
    return Workspace.open(copytree(stored_town, tmp_path_factory.mktemp("chosen") / "town"))


def _grid(plan, branch="B1"):
    grids = plan.grids[(plan.grids["branch_id"] == branch) & (plan.grids["backup_officer_id"] != "")]
    return grids.index[0], (grids["backup_officer_id"].iloc[0], grids["primary_officer_id"].iloc[0])


def test_a_choice_is_seen_and_then_kept_as_a_draft(workspace, planned):
    grid, pair = _grid(planned)
    seen = try_staff(HEAD, workspace, planned.meta.plan_id, {grid: pair})
    assert seen.grids.at[grid, "primary_officer_id"] == pair[0]
    before = len(plan_versions(OPERATOR, workspace))
    new = store_staff(HEAD, workspace, planned.meta.plan_id, {grid: pair}, now=MOMENT)
    versions = plan_versions(OPERATOR, workspace).set_index("plan_id")
    assert (len(versions), versions.at[new, "state"]) == (before + 1, "draft")
    assert view_plan(OPERATOR, workspace, new).grids.at[grid, "primary_officer_id"] == pair[0]
    (entry,) = [one for one in audit_entries(OPERATOR, workspace, 5) if one.action == "staff_chosen"]
    assert (entry.account, entry.subject) == ("head of B1", new)


def test_another_branch_is_refused_and_written_down(workspace, planned):
    grid, pair = _grid(planned, "B2")
    with pytest.raises(AccessError):
        try_staff(HEAD, workspace, planned.meta.plan_id, {grid: pair})
    with pytest.raises(AccessError):
        kept_out(HEAD, workspace, planned.meta.plan_id, "B2")
    assert "edit_refused" in [one.action for one in audit_entries(OPERATOR, workspace, 9)]


def test_somebody_of_another_branch_is_refused(workspace, planned):
    grid, pair = _grid(planned)
    stranger = planned.officers.index[planned.officers["branch_id"] != "B1"][0]
    with pytest.raises(InfeasibleError, match=stranger):
        try_staff(HEAD, workspace, planned.meta.plan_id, {grid: (stranger, pair[0])})
    with pytest.raises(InfeasibleError, match="no base grid"):
        try_staff(HEAD, workspace, planned.meta.plan_id, {"nowhere": pair})


def test_where_nobody_is_kept_out_the_table_is_empty_and_can_be_asked(workspace, planned):
    told = kept_out(HEAD, workspace, planned.meta.plan_id, "B1")
    assert told[~told["owner_only"]].empty


def test_who_is_on_leave_is_kept_out_of_every_grid(tmp_path, planned, written_town):
    opened = Workspace.open(copytree(written_town, tmp_path / "town"))
    away = planned.officers.index[planned.officers["branch_id"] == "B1"][0]
    officers = planned.officers.assign(on_leave=planned.officers.index == away)
    with opened.database.writing() as connection:
        save_plan(connection, replace(planned, officers=officers), account="operator", now=MOMENT)
    told = kept_out(HEAD, opened, planned.meta.plan_id, "B1")
    grids = planned.grids.index[(planned.grids["branch_id"] == "B1") & (planned.grids["kind"] == "base")]
    assert set(told.loc[told["officer_id"] == away, "grid_id"]) == set(grids)
    assert set(told["rule"]) == {"leave"}
