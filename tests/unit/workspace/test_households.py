from datetime import UTC, datetime

import pandas as pd
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InputError
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.plans import save_plan
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.households import household, household_list, in_view, reveal
from gridplan.workspace.opening import Workspace
from gridplan.workspace.persons import store_persons

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
    assert household(HEAD, workspace, own, now=NOW)["branch_id"] == "B1"
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


@pytest.fixture
def peopled(workspace, planned) -> Workspace:
    ids = planned.households.index[:1]
    people = pd.DataFrame(
        {"holder": "李小明", "id_card": None, "phone": "19900001234", "consent": None, "consent_valid": True}, index=ids
    )
    with workspace.database.writing() as connection:
        store_persons(OPERATOR, workspace, connection, people, ids, now=NOW)
    return workspace


def test_people_are_masked(peopled, planned):
    shown = household(HEAD, peopled, planned.households.index[0], now=NOW)
    assert (shown["holder"], shown["phone"], shown["id_card"]) == ("李*", "199****1234", None)


def test_s38_a_field_is_revealed_with_a_reason_and_leaves_a_trace(peopled, planned):
    own = planned.households.index[0]
    with pytest.raises(InputError):
        reveal(HEAD, peopled, own, "phone", "", now=NOW)
    assert reveal(HEAD, peopled, own, "phone", "回访前核对", now=NOW) == "19900001234"
    told = [(entry.action, entry.subject) for entry in audit_entries(OPERATOR, peopled, 1)]
    assert told == [("revealed", own)]


def test_s38_no_more_than_twenty_an_hour(peopled, planned):
    own = planned.households.index[0]
    for _ in range(20):
        reveal(HEAD, peopled, own, "holder", "回访前核对", now=NOW)
    with pytest.raises(AccessError):
        reveal(HEAD, peopled, own, "holder", "回访前核对", now=NOW)


def test_nothing_is_revealed_of_others_or_of_other_fields(peopled, planned):
    own = planned.households.index[0]
    other = Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="other")
    for name in (own, "made up"):
        assert reveal(other, peopled, name, "phone", "回访前核对", now=NOW) is None
    assert [entry.action for entry in audit_entries(OPERATOR, peopled, 2)] == ["household_refused"] * 2
    with pytest.raises(InputError):
        reveal(HEAD, peopled, own, "password", "回访前核对", now=NOW)
    with pytest.raises(AccessError):
        reveal(BLIND[0], peopled, own, "phone", "回访前核对", now=NOW)
