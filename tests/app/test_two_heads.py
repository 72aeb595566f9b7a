"""Heads draw on one version at the same time: whoever saves later loses no step, nor a step of the other's."""

from __future__ import annotations

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.model.draft_steps import Drawn
from gridplan.storage.folder import write_inputs
from gridplan.workspace.drafts import waiting_drafts
from gridplan.workspace.drawing import store_draft
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import plan_versions, view_plan
from tests.app.conftest import SMALL, serve
from tests.app.test_draw_grids import Drawing
from tests.town import tiny_town

pytestmark = pytest.mark.browser
WAITS = "本网点有一份草稿留在另一个版本上"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A county of its own: versions are made here."""
    folder = tmp_path_factory.mktemp("heads") / "town"
    write_inputs(tiny_town(), folder)
    with (folder / "gridplan.toml").open("a", encoding="utf-8") as settings:
        settings.write(SMALL)
    opened = Workspace.open(folder)
    make_plan(OPERATOR, opened)
    return opened


@pytest.fixture(scope="module")
def address(workspace):
    process, where = serve(workspace.path)
    yield where
    process.terminate()
    process.wait(timeout=20)


def _newest(workspace):
    return view_plan(OPERATOR, workspace, plan_versions(OPERATOR, workspace)["plan_id"].iloc[0])


def _units(plan, branch):
    return plan.units.loc[plan.units["branch_id"] == branch, "grid_id"]


def _border(plan):
    """Two neighbours in different grids, of which the second can lose its unit."""
    grid = _units(plan, "B1")
    number = grid.map(grid.value_counts())
    pairs = plan.adjacency[["unit_a", "unit_b"]].to_numpy().tolist()
    both = [pair for pair in pairs + [[b, a] for a, b in pairs] if set(pair) <= set(grid.index)]
    return next((one, other) for one, other in both if grid[one] != grid[other] and number[other] > 1)


def _other_saves(workspace, branch, number=0):
    """Somebody else makes a version: one unit of a branch becomes a grid of its own."""
    plan = _newest(workspace)
    unit = str(_units(plan, branch).index[number])
    grid = f"{branch}-G{70 + len(plan_versions(OPERATOR, workspace))}"
    return store_draft(OPERATOR, workspace, plan.meta.plan_id, branch, Drawn({unit: grid})), unit, grid


@pytest.fixture
def drawn(look, workspace):
    """One unit given to its neighbour's grid, not saved as a version."""
    plan = _newest(workspace)
    one, other = _border(plan)
    drawing = Drawing(look)
    drawing.brush(one, other)
    drawing.steps(1)
    return drawing, other, str(plan.units.at[one, "grid_id"])


def test_a_save_on_top_of_another_branch_loses_neither(drawn, workspace):
    drawing, unit, grid = drawn
    _, their_unit, their_grid = _other_saves(workspace, "B2")
    drawing.press("保存为新版本")
    drawing.seen.see("已保存为版本")
    drawing.steps(0)
    newest = _newest(workspace)
    assert newest.units["grid_id"][[unit, their_unit]].tolist() == [grid, their_grid]
    assert waiting_drafts(OPERATOR, workspace, "B1") == []


def test_after_a_reload_the_draft_is_told_of_and_carried_over(drawn, look, workspace):
    drawing, unit, grid = drawn
    theirs, *_ = _other_saves(workspace, "B2")
    drawing.page.reload()
    drawing.seen.wait_for_map()
    drawing.seen.see(WAITS)
    drawing.steps(0)
    today = look("overview?role=branch_head&branch=B1")
    today.see("待处理的草稿")
    assert today.page.get_by_role("link", name="划格 · ").count() == 1
    drawing.press("移到当前版本")
    drawing.steps(1)
    (carried,) = waiting_drafts(OPERATOR, workspace, "B1")
    assert (carried.plan_id, carried.steps) == (theirs, [[unit, grid]])
    drawing.page.get_by_text(WAITS).first.wait_for(state="detached")
    drawing.press("撤销")
    drawing.steps(0)


def test_a_draft_is_gone_on_with_where_it_waits(drawn, workspace):
    drawing, *_ = drawn
    _other_saves(workspace, "B2")
    drawing.page.reload()
    drawing.seen.see(WAITS)
    drawing.press("在原版本上打开")
    drawing.steps(1)
    drawing.seen.see("已有更新的版本")
    drawing.page.reload()
    drawing.seen.wait_for_map()
    drawing.steps(1)
    drawing.press("撤销")
    drawing.steps(0)


def test_a_change_of_the_same_branch_is_shown_beside_mine(drawn, workspace):
    drawing, unit, grid = drawn
    theirs, their_unit, their_grid = _other_saves(workspace, "B1", -1)
    drawing.press("保存为新版本")
    drawing.seen.see("本网点在更新的版本中已有改动")
    drawing.seen.see("不同的单元")
    drawing.press("在对方版本上继续我的")
    drawing.steps(1)
    (carried,) = waiting_drafts(OPERATOR, workspace, "B1")
    assert (carried.plan_id, carried.steps) == (theirs, [[unit, grid]])
    drawing.press("保存为新版本")
    drawing.seen.see("已保存为版本")
    assert _newest(workspace).units["grid_id"][[unit, their_unit]].tolist() == [grid, their_grid]
