from shutil import copytree

import numpy as np
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.workspace.opening import Workspace
from gridplan.workspace.what_if import what_if_table

MANAGER = Scope(Viewer.REGIONAL_MANAGER)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, stored_town):
    return Workspace.open(copytree(stored_town, tmp_path_factory.mktemp("if") / "town"))


def test_a_branch_head_asks_for_the_own_branch(workspace, planned):
    table = what_if_table(HEAD, workspace, "B1", plan_id=planned.meta.plan_id, officers=1)
    assert table.at["before", "workload_h"] == pytest.approx(planned.branches.at["B1", "workload_h"])
    assert table["officers_n"].tolist() == [3, 4]
    with pytest.raises(AccessError, match="B2"):
        what_if_table(HEAD, workspace, "B2", plan_id=planned.meta.plan_id)


def test_a_manager_is_told_no_few_people(workspace, planned):
    asked = {"plan_id": planned.meta.plan_id, "officers": 1}
    assert np.isfinite(what_if_table(MANAGER, workspace, "B1", **asked, k=1)["weeks_to_finish"]).all()
    assert what_if_table(MANAGER, workspace, "B1", **asked, k=1_000)["weeks_to_finish"].isna().all()
    assert np.isfinite(what_if_table(OPERATOR, workspace, "B1", **asked, k=1_000)["weeks_to_finish"]).all()
