from datetime import UTC, datetime

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.plans import save_plan
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.households import household, household_list, in_view
from gridplan.workspace.opening import Workspace

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
BLIND = [Scope(Viewer.REGIONAL_MANAGER), Scope(Viewer.RISK_REVIEWER), Scope(Viewer.ADMINISTRATOR)]


@pytest.fixture
def workspace(tmp_path, planned) -> Workspace:
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    with open_database(tmp_path).writing() as connection:
        save_plan(connection, planned, account="operator", now=NOW)
    return Workspace.open(tmp_path)


def test_a_branch_head_sees_the_branch_and_the_operator_all(workspace, planned):
    rows = planned.households
    assert set(household_list(HEAD, workspace).index) == set(rows.index[rows["branch_id"] == "B1"])
    assert set(household_list(OPERATOR, workspace).index) == set(rows.index)


def test_an_officer_sees_the_own_grids(workspace, planned):
    rows = planned.households
    for officer, branch in planned.officers["branch_id"].items():
        owned = planned.grids.index[planned.grids["primary_officer_id"] == officer]
        scope = Scope(Viewer.OFFICER, frozenset({branch}), officer, officer)
        assert set(household_list(scope, workspace).index) == set(rows.index[rows["grid_id"].isin(owned)])


def test_one_of_others_answers_as_one_that_does_not_exist_and_leaves_a_trace(workspace, planned):
    rows = planned.households
    own, foreign = rows.index[rows["branch_id"] == "B1"][0], rows.index[rows["branch_id"] == "B2"][0]
    assert household(HEAD, workspace, own, now=NOW).branch_id == "B1"
    assert audit_entries(OPERATOR, workspace, 9) == []
    assert household(HEAD, workspace, foreign, now=NOW) is None
    assert household(HEAD, workspace, "made up", now=NOW) is None
    told = [(entry.account, entry.action, entry.subject) for entry in audit_entries(OPERATOR, workspace, 9)]
    assert told == [("head", "household_refused", foreign), ("head", "household_refused", "made up")]
    assert in_view(HEAD, workspace, [own, foreign, "made up"]) == {own}


@pytest.mark.parametrize("scope", BLIND, ids=lambda scope: scope.viewer)
def test_who_sees_totals_alone_is_refused(workspace, scope):
    tries = [
        lambda: household_list(scope, workspace),
        lambda: household(scope, workspace, "h000", now=NOW),
        lambda: in_view(scope, workspace, ["h000"]),
    ]
    for attempt in tries:
        with pytest.raises(AccessError):
            attempt()
