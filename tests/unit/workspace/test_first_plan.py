import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, ConflictError
from gridplan.storage.folder import write_inputs
from gridplan.workspace.first_plan import make_first_plan
from gridplan.workspace.importing import take_in
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_in_use
from tests.town import tiny_town


@pytest.fixture
def workspace(tmp_path):
    write_inputs(tiny_town(), tmp_path / "town")
    return Workspace.open(tmp_path / "town")


def test_the_first_plan_is_made_once(workspace):
    made = make_first_plan(OPERATOR, workspace)
    assert plan_in_use(OPERATOR, workspace) == made.meta.plan_id
    with pytest.raises(ConflictError):
        make_first_plan(OPERATOR, workspace)


def test_a_head_makes_none_for_other_branches(workspace):
    take_in(OPERATOR, workspace)
    with pytest.raises(AccessError):
        make_first_plan(Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head"), workspace)
