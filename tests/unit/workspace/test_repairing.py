from datetime import UTC, datetime, timedelta
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, ConflictError, InfeasibleError
from gridplan.planning.realignment import Close, Leave, Merge
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.comparing import compare_plans
from gridplan.workspace.opening import Workspace
from gridplan.workspace.repairing import repair_plan
from gridplan.workspace.viewing import plan_versions, view_plan

MANAGER = Scope(Viewer.REGIONAL_MANAGER)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head of B1")
MOMENT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path, stored_town):
    return Workspace.open(copytree(stored_town, tmp_path / "town"))


def test_a_repair_is_a_draft_made_of_the_plan_in_use(workspace, planned):
    who = planned.grids["primary_officer_id"].iloc[0]
    done = repair_plan(HEAD, workspace, Leave(who), now=MOMENT)
    versions = plan_versions(OPERATOR, workspace).set_index("plan_id")
    assert versions.at[done.plan_id, "state"] == "draft"
    assert done.base == planned.meta.plan_id
    assert who not in set(view_plan(OPERATOR, workspace, done.plan_id).officers.index)
    told = compare_plans(OPERATOR, workspace, done.base, done.plan_id)
    assert told.moved == done.repair.moved > 0
    (entry,) = [one for one in audit_entries(OPERATOR, workspace, 5) if one.action == "plan_repaired"]
    assert (entry.account, entry.subject) == ("head of B1", done.plan_id)


def test_nobody_repairs_what_is_not_theirs(workspace, planned):
    who = next(o for o in planned.grids["primary_officer_id"] if o.startswith("B2"))
    for scope, event in ((HEAD, Leave(who)), (MANAGER, Leave(who)), (HEAD, Close("B1"))):
        with pytest.raises(AccessError):
            repair_plan(scope, workspace, event)
    assert len(plan_versions(OPERATOR, workspace)) == 1
    assert [one.action for one in audit_entries(OPERATOR, workspace, 9)].count("edit_refused") == 3


def test_a_manager_closes_a_branch_and_sees_no_household(workspace):
    done = repair_plan(MANAGER, workspace, Close("B2"), now=MOMENT)
    assert set(done.repair.handover["introduce"]) <= {""}
    again = repair_plan(OPERATOR, workspace, Close("B3"), plan_id=done.plan_id, now=MOMENT + timedelta(hours=1))
    assert again.base == done.plan_id
    with pytest.raises(ConflictError):
        repair_plan(OPERATOR, workspace, Close("B3"), plan_id=done.base)


def test_what_is_not_there_is_told(workspace):
    for event in (Leave("nobody"), Merge("u11", "u99"), Close("B9")):
        with pytest.raises(InfeasibleError):
            repair_plan(OPERATOR, workspace, event)
