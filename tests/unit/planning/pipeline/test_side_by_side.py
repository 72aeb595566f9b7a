import os

import pytest

from gridplan.errors import InfeasibleError
from gridplan.planning.pipeline import side_by_side
from gridplan.planning.pipeline.branch import BranchTask, cut_branch
from gridplan.planning.pipeline.side_by_side import cut_branches
from tests.town.planned import PARAMS


def _tasks(planned):
    pairs = planned.adjacency
    for branch, units in planned.units.groupby("branch_id"):
        inside = pairs[pairs["unit_a"].isin(units.index) & pairs["unit_b"].isin(units.index)]
        plain = units.drop(columns="grid_id")
        yield BranchTask(str(branch), str(planned.branches.at[branch, "kind"]), plain, inside, 500.0, PARAMS)


@pytest.fixture
def tasks(planned):
    return list(_tasks(planned))


def _alike(one, other):
    return all(a.grid_id.equals(b.grid_id) and a.worth == b.worth for a, b in zip(one, other, strict=True))


def test_the_number_of_processes_changes_nothing(tasks):
    told = []
    cuts = cut_branches(tasks, processes=2, advance=told.append)
    assert _alike(cuts, [cut_branch(task) for task in tasks])
    assert told == [(n + 1) / len(tasks) for n in range(len(tasks))]


def test_what_a_child_refuses_is_refused(tasks):
    broken = tasks[0]._replace(units=tasks[0].units.assign(workload_h=-1.0))
    with pytest.raises(InfeasibleError, match="weights must be known"):
        cut_branches([broken, *tasks], processes=2)


@pytest.mark.parametrize(
    "program", ["import sys; sys.exit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
)
def test_the_work_of_a_child_that_dies_is_done_here(tasks, program, monkeypatch):
    monkeypatch.setattr(side_by_side, "_CHILD", program)
    assert _alike(cut_branches(tasks, processes=2), [cut_branch(task) for task in tasks])


def test_processes_are_for_much_work_alone(tasks, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert side_by_side._processes(tasks) == 1
    monkeypatch.setattr(side_by_side, "PROVED", 1)
    monkeypatch.setattr(side_by_side, "WORTH_IT", 0.001)
    assert side_by_side._processes(tasks) == 2
