from dataclasses import replace

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.storage.exports import EXPORTS, file_name
from gridplan.storage.exports.taking import PLAIN
from gridplan.workspace.exporting import order_plan
from gridplan.workspace.jobs import JobState
from gridplan.workspace.making_files import LONG, begin_file, drop_file, find_file
from gridplan.workspace.opening import Workspace

PATIENCE = 120


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    return Workspace.open(tmp_path)


def test_a_file_is_made_elsewhere_and_found_by_whoever_asked_alone(workspace, planned):
    name = begin_file(OPERATOR, workspace, order_plan(OPERATOR, workspace, planned, "notice"))
    job = find_file(OPERATOR, workspace, name)
    assert job.wait(PATIENCE)
    assert (job.state, job.share) == (JobState.DONE, 1.0)
    assert job.result.startswith(b"%PDF")
    assert find_file(Scope(Viewer.REGIONAL_MANAGER), workspace, name) is None
    drop_file(OPERATOR, workspace, name)
    assert find_file(OPERATOR, workspace, name) is None


@pytest.mark.parametrize("form", sorted(LONG))
def test_what_takes_long_says_how_far_it_is(planned, tmp_path, form):
    heard = []
    EXPORTS[form].export(planned, tmp_path / file_name("plan", form), "zh", replace(PLAIN, tell=heard.append))
    assert len(heard) > 3
    assert heard == sorted(heard)
    assert 0 < heard[0] < heard[-1] <= 1
