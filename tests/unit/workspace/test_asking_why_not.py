from dataclasses import replace
from datetime import UTC, datetime
from shutil import copytree

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.storage.database.plans import save_plan
from gridplan.workspace.asking_why_not import ask_why_not
from gridplan.workspace.opening import Workspace

HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, planned, stored_town):
    """The tiny town, once as it is and once with officers who have an hour a year."""
    workspace = Workspace.open(copytree(stored_town, tmp_path_factory.mktemp("why") / "town"))
    short = replace(
        planned,
        officers=planned.officers.assign(available_h=1.0),
        meta=replace(planned.meta, plan_id="short"),
    )
    with workspace.database.writing() as connection:
        save_plan(connection, short, account="operator", now=datetime(2026, 2, 1, tzinfo=UTC))
    return workspace


def test_a_branch_that_can_be_staffed_has_no_conflict(workspace, planned):
    assert ask_why_not(HEAD, workspace, planned.meta.plan_id, "B1") is None


def test_hours_that_run_out_are_named_with_a_way_out(workspace):
    conflict = ask_why_not(OPERATOR, workspace, "short", "B1")
    assert {rule.partition(":")[0] for rule in conflict.rules} == {"capacity"}
    assert conflict.reasons
    assert all(text.zh and text.en for text in conflict.reasons)
    assert conflict.repairs


def test_nobody_asks_for_another_branch(workspace):
    with pytest.raises(AccessError, match="B2"):
        ask_why_not(HEAD, workspace, "short", "B2")
    with pytest.raises(AccessError):
        ask_why_not(Scope(Viewer.REGIONAL_MANAGER), workspace, "short", "B1")
