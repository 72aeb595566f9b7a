"""The way of a plan version, and who may take it on."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, ConflictError, FindingsError, InputError
from gridplan.model.words import PlanState
from gridplan.storage.folder import write_inputs
from gridplan.workspace.auditing import audit_entries
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.versions import advance_plan, standing
from gridplan.workspace.viewing import plan_in_use, view_plan
from tests.town import tiny_town

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
MANAGER = Scope(Viewer.REGIONAL_MANAGER, account="manager")
OTHER = Scope(Viewer.REGIONAL_MANAGER, account="other")


@pytest.fixture
def workspace(made_town, tmp_path):
    return Workspace.open(copytree(made_town[0], tmp_path / "w"))


@pytest.fixture
def plan_id(made_town):
    return made_town[1]


def _advance(workspace, scope, plan_id, *states):
    for state in states:
        advance_plan(scope, workspace, plan_id, state, reason="known and accepted", now=NOW)


def _stands(scope, workspace, plan_id):
    now = standing(scope, workspace, plan_id)
    return now.state, now.following


def test_a_plan_goes_back_with_a_reason_and_comes_again(workspace, plan_id):
    _advance(workspace, HEAD, plan_id, PlanState.CHECKED)
    assert standing(MANAGER, workspace, plan_id).may_return
    with pytest.raises(InputError, match="say why"):
        advance_plan(MANAGER, workspace, plan_id, PlanState.DRAFT, now=NOW)
    advance_plan(MANAGER, workspace, plan_id, PlanState.DRAFT, reason="G2 is too far", now=NOW)
    now = standing(HEAD, workspace, plan_id)
    assert (now.was_returned, now.last.reason, now.last.account) == (True, "G2 is too far", "manager")
    assert (now.state, now.following) == (PlanState.DRAFT, PlanState.CHECKED)
    _advance(workspace, HEAD, plan_id, PlanState.CHECKED)
    _advance(workspace, MANAGER, plan_id, PlanState.APPROVED)
    assert not standing(HEAD, workspace, plan_id).may_return


def test_who_submitted_takes_it_back_and_no_other_head_does(workspace, plan_id):
    _advance(workspace, HEAD, plan_id, PlanState.CHECKED)
    other = Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="neighbour")
    assert not standing(other, workspace, plan_id).may_return
    with pytest.raises(AccessError, match="himself"):
        advance_plan(other, workspace, plan_id, PlanState.DRAFT, reason="mine first", now=NOW)
    advance_plan(HEAD, workspace, plan_id, PlanState.DRAFT, now=NOW)
    assert standing(HEAD, workspace, plan_id).was_returned


def test_a_draft_does_not_go_back(workspace, plan_id):
    with pytest.raises(ConflictError):
        advance_plan(MANAGER, workspace, plan_id, PlanState.DRAFT, reason="no", now=NOW)


def test_a_plan_goes_its_way_with_two_people(workspace, plan_id):
    assert _stands(HEAD, workspace, plan_id) == (PlanState.DRAFT, PlanState.CHECKED)
    _advance(workspace, HEAD, plan_id, PlanState.CHECKED)
    assert _stands(HEAD, workspace, plan_id) == (PlanState.CHECKED, None)
    assert _stands(MANAGER, workspace, plan_id) == (PlanState.CHECKED, PlanState.APPROVED)
    _advance(workspace, MANAGER, plan_id, PlanState.APPROVED, PlanState.ACTIVE)
    assert _stands(MANAGER, workspace, plan_id) == (PlanState.ACTIVE, None)


def test_nobody_approves_what_he_checked_himself(workspace, plan_id):
    _advance(workspace, MANAGER, plan_id, PlanState.CHECKED)
    assert _stands(MANAGER, workspace, plan_id)[1] is None
    with pytest.raises(AccessError, match="second person"):
        _advance(workspace, MANAGER, plan_id, PlanState.APPROVED)
    _advance(workspace, OTHER, plan_id, PlanState.APPROVED)


def test_no_state_is_left_out(workspace, plan_id):
    with pytest.raises(ConflictError):
        _advance(workspace, MANAGER, plan_id, PlanState.ACTIVE)


def test_an_officer_brings_no_plan_on(workspace, plan_id):
    with pytest.raises(AccessError):
        _advance(workspace, Scope(Viewer.OFFICER, None, "E1", "officer"), plan_id, PlanState.CHECKED)


@pytest.fixture
def understaffed(tmp_path):
    """A plan whose second branch has no officer, and so errors; the first has none."""
    town = tiny_town()
    write_inputs(replace(town, officers=town.officers[town.officers["branch_id"] == "B1"]), tmp_path / "bare")
    workspace = Workspace.open(tmp_path / "bare")
    return workspace, make_plan(OPERATOR, workspace, now=NOW).meta.plan_id


def _errors(scope, workspace, plan_id):
    found = view_plan(scope, workspace, plan_id).findings
    return int((found["severity"] == "E").sum())


NEIGHBOUR = Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="neighbour")


@pytest.mark.parametrize("scope", [NEIGHBOUR, MANAGER])
def test_errors_need_a_reason_of_who_answers_for_them(understaffed, scope):
    errors_n = _errors(scope, *understaffed)
    assert errors_n
    with pytest.raises(FindingsError, match=f"{errors_n} findings.*reason"):
        advance_plan(scope, *understaffed, PlanState.CHECKED, now=NOW)
    _advance(understaffed[0], scope, understaffed[1], PlanState.CHECKED)


def test_a_head_gives_no_reason_for_errors_of_others(understaffed):
    workspace, plan_id = understaffed
    assert _errors(HEAD, *understaffed) == 0
    advance_plan(HEAD, *understaffed, PlanState.CHECKED, now=NOW)
    everybody = standing(HEAD, *understaffed).errors_n
    assert everybody > 0
    (entry,) = audit_entries(OPERATOR, workspace, 1)
    assert (entry.subject, json.loads(entry.detail)) == (plan_id, {"reason": "", "E": everybody, "E_own": 0})


def test_the_plan_in_force_stays_in_use_until_another_takes_its_place(workspace, plan_id):
    _advance(workspace, HEAD, plan_id, PlanState.CHECKED)
    _advance(workspace, MANAGER, plan_id, PlanState.APPROVED, PlanState.ACTIVE)
    newer = make_plan(OPERATOR, workspace, now=datetime(2026, 4, 1, tzinfo=UTC)).meta.plan_id
    assert plan_in_use(OPERATOR, workspace) == plan_id
    _advance(workspace, HEAD, newer, PlanState.CHECKED)
    _advance(workspace, MANAGER, newer, PlanState.APPROVED, PlanState.ACTIVE)
    assert plan_in_use(OPERATOR, workspace) == newer
    assert _stands(MANAGER, workspace, plan_id) == (PlanState.RETIRED, None)
