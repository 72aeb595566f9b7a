import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, ConflictError
from gridplan.storage.folder import write_inputs
from gridplan.workspace.first_plan import (
    READING,
    _on_the_way,
    begin_planning,
    drop_planning,
    find_planning,
    make_first_plan,
)
from gridplan.workspace.importing import take_in
from gridplan.workspace.jobs import JobState
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_in_use, plan_versions
from tests.town import tiny_town

PATIENCE = 120


@pytest.fixture
def workspace(tmp_path):
    write_inputs(tiny_town(), tmp_path / "town")
    return Workspace.open(tmp_path / "town")


def test_the_first_plan_is_made_once(workspace):
    made = make_first_plan(OPERATOR, workspace)
    assert plan_in_use(OPERATOR, workspace) == made.meta.plan_id
    with pytest.raises(ConflictError):
        make_first_plan(OPERATOR, workspace)


def test_a_plan_is_made_anew_aside_and_said_how_far(workspace):
    manager = Scope(Viewer.REGIONAL_MANAGER, account="manager")
    assert find_planning(manager, workspace) is None
    job = begin_planning(manager, workspace)
    assert find_planning(manager, workspace) is job
    assert job.wait(PATIENCE)
    assert (job.state, job.error) == (JobState.DONE, {})
    made = plan_versions(OPERATOR, workspace).iloc[0]
    assert (made["plan_id"], made["account"], made["state"]) == (job.result, "manager", "draft")
    drop_planning(manager, workspace)
    assert find_planning(manager, workspace) is None


def test_a_planning_that_is_called_off_leaves_no_plan(workspace):
    job = begin_planning(OPERATOR, workspace)
    drop_planning(OPERATOR, workspace)
    assert job.wait(PATIENCE)
    assert job.state is JobState.CALLED_OFF
    assert plan_versions(OPERATOR, workspace).empty


def test_reading_and_planning_are_one_way():
    shares = []
    progress = _on_the_way(shares.append)
    for stage, share in (("units", 0.5), ("units", 1.0), ("branches", 0.0), ("service areas", 0.0), ("done", 1.0)):
        progress(stage, share)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert [share < READING for share in (0.0, *shares)] == [True, True, False, False, False, False]


def test_a_head_makes_none_for_other_branches(workspace):
    take_in(OPERATOR, workspace)
    with pytest.raises(AccessError):
        make_first_plan(Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head"), workspace)
