"""A branch head draws: brush, line, free hand, locks, a search around them, two tabs at once."""

from __future__ import annotations

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.drafts import keep_draft, list_drafts
from gridplan.workspace.viewing import plan_versions, view_plan
from tests.attack.wire import App, stream

pytestmark = pytest.mark.browser

_AT = """(box, id) => {
  const map = box.map, unit = map.gridplan.units[map.gridplan.ids.indexOf(id)];
  const at = map.latLngToContainerPoint(unit.getBounds().getCenter()), frame = box.getBoundingClientRect();
  return [frame.x + at.x, frame.y + at.y];
}"""
TOOLS = {"brush": 1, "line": 2, "ring": 3}


class Drawing:
    """The page of one tab."""

    def __init__(self, look):
        self.seen = look("draw_grids")
        self.page = self.seen.page
        self.page.locator(".gp-tools a").first.wait_for()

    def at(self, unit):
        return self.seen.map.evaluate(_AT, unit)

    def stroke(self, tool, points):
        self.page.locator(".gp-tools a").nth(TOOLS[tool]).click()
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point, steps=12)
        self.page.mouse.up()

    def brush(self, *units):
        self.stroke("brush", [self.at(unit) for unit in units])

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()

    def steps(self, number):
        self.seen.see(f"未存为版本的步骤: {number}")


@pytest.fixture
def plan(workspace):
    plan_id = plan_versions(OPERATOR, workspace)["plan_id"].iloc[0]
    yield view_plan(OPERATOR, workspace, plan_id)
    for kept in list_drafts(OPERATOR, workspace, plan_id, "B1"):
        said = {"steps": [], "done": 0, "expected_version": kept.version, "name": kept.name}
        keep_draft(OPERATOR, workspace, plan_id, "B1", **said)


@pytest.fixture
def borders(plan):
    """Pairs of neighbours in different grids, of which the second can lose its unit."""
    grid = plan.units.loc[plan.units["branch_id"] == "B1", "grid_id"]
    number = grid.map(grid.value_counts())
    pairs = plan.adjacency[["unit_a", "unit_b"]].to_numpy().tolist()
    both = [pair for pair in pairs + [[b, a] for a, b in pairs] if set(pair) <= set(grid.index)]
    return [(one, other) for one, other in both if grid[one] != grid[other] and number[other] > 1]


@pytest.fixture
def border(borders):
    """The first of them."""
    return borders[0]


def _drawn(workspace, plan, name=""):
    kept = {draft.name: draft for draft in list_drafts(OPERATOR, workspace, plan.meta.plan_id, "B1")}
    return kept[name].steps[: kept[name].done]


def test_the_brush_spreads_a_grid_and_a_reload_loses_nothing(look, workspace, plan, border):
    one, other = border
    grid = plan.units.at[one, "grid_id"]
    drawing = Drawing(look)
    drawing.brush(one, other)
    drawing.steps(1)
    assert _drawn(workspace, plan) == [[other, grid]]
    drawing.page.reload()
    drawing.seen.wait_for_map()
    drawing.steps(1)
    drawing.press("撤销")
    drawing.steps(0)
    assert _drawn(workspace, plan) == []
    drawing.press("重做")
    drawing.steps(1)


def _place(run, component):
    """Where in what was sent a part of the page begins."""
    before = [m.SerializeToString() for m in run.messages]
    found = [m.delta.new_element.bidi_component.component_name == component for m in run.messages]
    return sum(map(len, before[: found.index(True)]))


def test_a_stroke_takes_one_run_of_the_page(address, workspace, plan, borders):
    # a stroke that no other test makes, for what is known of a draft is kept
    one, other = borders[-1]
    edit = {"n": 1, "tool": "brush", "units": [other], "grid": plan.units.at[one, "grid_id"]}
    with stream(App(int(address.rpartition(":")[2]), None, None)) as line:
        seen = line.run("draw_grids")
        run = line.run("draw_grids", states=[seen.on_map({"edits": [edit]})])
        again = line.run("draw_grids", states=[run.on_map({"edits": [edit], "unit": one, "click": 2})])
    assert _drawn(workspace, plan) == [[other, edit["grid"]]]
    assert "未存为版本的步骤: 1" in run.text
    assert [m.script_finished for m in run.messages if m.HasField("script_finished")] == [0]
    # the map first, then that findings are worked out, then these; a click changes none of them
    order = [_place(run, "gridplan.map"), run.raw.index("正在检查".encode()), _place(run, "gridplan.ranking")]
    assert order == sorted(order)
    assert "已选单元" in again.text
    assert "正在检查" not in again.text
    # the colours come along; nothing has to be fetched
    assert len(run.given["paint"]["group"]) == sum(plan.units["branch_id"] == "B1")
    tools, units = run.given["tools"], sorted(plan.units.index[plan.units["branch_id"] == "B1"])
    assert tools["names"][tools["of"][units.index(other)]] == edit["grid"]


def test_steps_are_taken_back_and_again_from_the_keyboard(look, workspace, plan, border):
    drawing = Drawing(look)
    drawing.brush(*border)
    drawing.steps(1)
    drawing.page.keyboard.press("Control+z")
    drawing.steps(0)
    drawing.page.keyboard.press("Control+Shift+Z")
    drawing.steps(1)
    drawing.page.keyboard.press("Control+z")
    drawing.steps(0)
    drawing.page.keyboard.press("Control+y")
    drawing.steps(1)
    assert len(_drawn(workspace, plan)) == 1


def test_a_unit_is_given_away_without_a_mouse(look, workspace, plan, border):
    one, other = border
    grid = str(plan.units.at[one, "grid_id"])
    drawing = Drawing(look)
    page = drawing.page
    page.get_by_role("region", name="地图").wait_for()
    units = page.get_by_label("查找单元", exact=True)
    units.focus()
    names = sorted(plan.units.index[plan.units["branch_id"] == "B1"], key=lambda u: (str(plan.units.at[u, "name"]), u))
    for _ in range(names.index(other) + 1):
        page.keyboard.press("ArrowDown")
        drawing.seen.wait_until_calm(2)
    target = page.get_by_role("button", name=f"→ {grid.split('-')[1]}").first
    target.wait_for()
    drawing.seen.wait_until_calm()
    assert drawing.seen.map.evaluate("box => box.map.gridplan.ids[box.map.gridplan.selected]") == other
    target.focus()
    page.keyboard.press("Enter")
    drawing.steps(1)
    assert _drawn(workspace, plan) == [[other, grid]]
    # the page still works out findings, and folds what is opened meanwhile
    drawing.seen.wait_until_calm()
    page.get_by_text("不相邻的网格").click()
    drawing.press("→ 单独成格")
    drawing.steps(2)
    assert _drawn(workspace, plan)[1]["do"] == "split"


def test_the_list_of_units_follows_the_map(look, border):
    one, other = border
    drawing = Drawing(look)
    units = drawing.page.get_by_label("查找单元", exact=True)
    for unit in (one, other):
        drawing.seen.click_unit(unit)
        drawing.page.wait_for_function("([list, id]) => list.value === id", arg=[units.element_handle(), unit])


def test_ctrl_z_in_a_field_is_the_fields_own(look, border):
    drawing = Drawing(look)
    drawing.brush(*border)
    drawing.steps(1)
    drawing.press("草稿: ")
    drawing.page.get_by_label("新草稿名称").fill("x")
    drawing.page.keyboard.press("Control+z")
    drawing.page.wait_for_timeout(1_500)
    drawing.steps(1)


def test_a_ring_that_waits_for_its_theme_outlives_a_reload(look, plan):
    unit = plan.units.index[plan.units["branch_id"] == "B1"][0]
    drawing = Drawing(look)
    x, y = drawing.at(unit)
    drawing.stroke("ring", [(x - 30, y - 30), (x + 30, y - 30), (x + 30, y + 30), (x - 30, y + 30)])
    drawing.seen.see("已画出一个特色网格")
    for _ in range(2):
        drawing.page.reload()
        drawing.seen.see("已画出一个特色网格")
    drawing.press("放弃")
    asked = drawing.page.get_by_text("已画出一个特色网格")
    asked.wait_for(state="detached")
    drawing.page.reload()
    drawing.seen.wait_for_map()
    drawing.page.wait_for_timeout(1_500)
    assert asked.count() == 0


def test_a_line_splits_a_grid_and_a_ring_waits_for_its_theme(look, workspace, plan):
    grid = plan.units.loc[plan.units["branch_id"] == "B1", "grid_id"]
    largest = grid.value_counts().idxmax()
    first, *_, last = sorted(grid.index[grid == largest])
    drawing = Drawing(look)
    (ax, ay), (bx, by) = drawing.at(first), drawing.at(last)
    mx, my, dx, dy = (ax + bx) / 2, (ay + by) / 2, (bx - ax) / 4, (by - ay) / 4
    drawing.stroke("line", [(mx - dy, my + dx), (mx + dy, my - dx)])
    drawing.steps(1)
    (split,) = _drawn(workspace, plan)
    assert split["do"] == "split"
    assert set(split["grid_of"]) < set(grid.index[grid == largest])
    drawing.stroke("ring", [(ax - 30, ay - 30), (ax + 30, ay - 30), (ax + 30, ay + 30), (ax - 30, ay + 30)])
    drawing.page.get_by_label("主题").fill("<b>夜市</b>")
    drawing.press("添加")
    drawing.steps(2)
    step = _drawn(workspace, plan)[1]
    assert step["name"] == "<b>夜市</b>"
    assert drawing.page.locator("b", has_text="夜市").count() == 0
    # what became of it is on the map at once, trimmed and snapped
    drawing.page.locator(".leaflet-tooltip", has_text="<b>夜市</b>").wait_for()
    shapes = "box => box.map.gridplan.tools.special.getLayers().map((one) => one.getLatLngs()[0].length)"
    assert drawing.seen.map.evaluate(shapes) == [len(step["ring"]) - 1]
    drawing.press("撤销")
    drawing.steps(1)
    drawing.page.locator(".leaflet-tooltip", has_text="夜市").wait_for(state="detached")


def test_a_lock_holds_and_the_rest_is_solved_in_the_background(look, workspace, plan, border):
    one, other = border
    grid = plan.units.at[other, "grid_id"]
    drawing = Drawing(look)
    drawing.seen.click_unit(other)
    drawing.press(f"锁定 {grid.split('-')[1]}")
    drawing.steps(1)
    drawing.brush(one, other)
    drawing.page.wait_for_timeout(1_500)
    assert _drawn(workspace, plan) == [{"do": "lock", "grid": grid}]
    drawing.press("重算其余网格")
    nothing = drawing.page.get_by_text("没有找到比现有网格更好的划法")
    nothing.or_(drawing.page.get_by_text("重算: ")).first.wait_for(timeout=60_000)
    for step in _drawn(workspace, plan)[1:]:
        assert grid not in step["grid_of"].values()


def test_two_tabs_see_each_others_save_and_nothing_is_lost(look, workspace, plan, border):
    one, other = border
    mine, theirs = Drawing(look), Drawing(look)
    theirs.brush(one, other)
    theirs.steps(1)
    mine.brush(other, one)
    mine.seen.see("别人已先保存了这份草稿")
    mine.seen.see("不同的单元")
    mine.press("以对方的继续")
    mine.seen.wait_for_map()
    mine.steps(1)
    assert _drawn(workspace, plan) == [[other, plan.units.at[one, "grid_id"]]]
    (kept,) = [
        draft for draft in list_drafts(OPERATOR, workspace, plan.meta.plan_id, "B1") if draft.name and draft.done
    ]
    assert kept.steps == [[one, plan.units.at[other, "grid_id"]]]


def test_mine_on_top_of_theirs_stays_in_the_history(look, workspace, plan, border):
    one, other = border
    mine, theirs = Drawing(look), Drawing(look)
    theirs.brush(one, other)
    theirs.steps(1)
    mine.brush(other, one)
    mine.seen.see("别人已先保存了这份草稿")
    mine.press("以我的继续")
    mine.seen.wait_for_map()
    mine.steps(1)
    assert _drawn(workspace, plan) == [[one, plan.units.at[other, "grid_id"]]]


def test_the_grid_that_was_clicked_is_the_one_to_be_named(look, plan, border):
    one, other = border
    drawing = Drawing(look)
    for unit in (one, other):
        drawing.seen.click_unit(unit)
        grid = plan.units.at[unit, "grid_id"]
        drawing.page.get_by_role("button", name=f"锁定 {grid.split('-')[1]}").wait_for(timeout=30_000)
        drawing.seen.wait_until_calm()
        drawing.press("网格命名")
        named = drawing.page.get_by_label("名称", exact=True)
        named.wait_for()
        assert named.input_value() == plan.grids.at[grid, "name"]
        drawing.page.keyboard.press("Escape")


def test_a_finding_is_shown_on_the_map(look):
    drawing = Drawing(look)
    zoom = drawing.seen.map.evaluate("box => box.map.getZoom()")
    drawing.page.get_by_role("button", name="看位置").last.scroll_into_view_if_needed()
    drawing.press("看位置")
    drawing.page.wait_for_timeout(3_000)
    assert drawing.seen.map.evaluate("box => box.map.gridplan.tools.marks.getLayers().length") > 0
    assert drawing.seen.map.evaluate("box => box.map.getZoom()") >= zoom - 1
    # what is pointed at is in sight, however far down its finding stands
    box = drawing.seen.map.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= drawing.page.viewport_size["height"]


def test_on_a_phone_a_finding_leads_back_to_the_map(look):
    seen = look("draw_grids", size="phone")
    show = seen.page.get_by_role("button", name="看位置").first
    show.scroll_into_view_if_needed()
    assert seen.map.bounding_box()["y"] + seen.map.bounding_box()["height"] < 0
    show.click()
    seen.page.wait_for_timeout(2_000)
    assert seen.map.bounding_box()["y"] + seen.map.bounding_box()["height"] > 400


def test_totals_move_under_the_brush(look, plan, border):
    one, other = border
    units = plan.units[plan.units["branch_id"] == "B1"]
    grid, loses = units.at[one, "grid_id"], units.at[other, "grid_id"]
    drawing = Drawing(look)
    live, mouse = drawing.page.locator(".gp-live"), drawing.page.mouse
    assert not live.is_visible()
    drawing.page.locator(".gp-tools a").nth(TOOLS["brush"]).click()
    mouse.move(*drawing.at(one))
    mouse.down()
    mouse.move(*drawing.at(other), steps=12)
    # before the stroke ends
    rows = [row.split() for row in live.locator("tr:has(td)").all_inner_texts()]
    after = units["grid_id"].where(units.index != other, grid)
    hours = units["workload_h"].groupby(after).sum()
    homes = units["households"].groupby(after).sum()
    for name, (short, households, load, off) in zip((grid, loses), rows, strict=True):
        assert short == name.split("-")[1]
        assert int(households.replace(",", "")) == homes[name]
        assert int(load.replace(",", "")) == pytest.approx(hours[name], abs=0.6)
        assert int(off.rstrip("%")) == pytest.approx(100 * (hours[name] / hours.mean() - 1), abs=0.6)
    # what is told of the unit under the mouse would lie over it
    assert not drawing.page.locator(".gp-tip").filter(visible=True).count()
    mouse.up()
    drawing.steps(1)
    live.wait_for(state="hidden")


def test_totals_go_with_a_stroke_that_changes_nothing(look, border):
    drawing = Drawing(look)
    live, mouse = drawing.page.locator(".gp-live"), drawing.page.mouse
    drawing.page.locator(".gp-tools a").nth(TOOLS["brush"]).click()
    mouse.move(*drawing.at(border[0]))
    mouse.down()
    live.wait_for(state="visible")
    mouse.up()
    live.wait_for(state="hidden")
    drawing.steps(0)


def test_a_stroke_goes_on_when_a_grid_has_ended_under_it(look, plan):
    units = plan.units[plan.units["branch_id"] == "B1"]
    pairs = plan.adjacency[["unit_a", "unit_b"]].to_numpy().tolist()
    near = {unit: {b for a, b in pairs + [[b, a] for a, b in pairs] if a == unit} for unit in units.index}
    # a grid is emptied unit by unit into one that stands behind it in the list
    grids = sorted(units["grid_id"].unique())
    gone, kept = grids[0], grids[-1]
    mine = units.index[units["grid_id"] == gone]
    start = next(one for one in units.index[units["grid_id"] == kept] if near[one] & set(mine))
    drawing = Drawing(look)
    mouse = drawing.page.mouse
    drawing.page.locator(".gp-tools a").nth(TOOLS["brush"]).click()
    mouse.move(*drawing.at(start))
    mouse.down()
    for unit in sorted(mine, key=lambda one: one not in near[start]):
        mouse.move(*drawing.at(unit), steps=12)
    # the brush rests, and the server answers while it is still down
    drawing.seen.see("未存为版本的步骤: 1")
    drawing.seen.wait_until_calm()
    names, to = drawing.seen.map.evaluate(
        "box => { const kept = box.map.gridplan.tools; return [kept.given.names, kept.stroke.to]; }"
    )
    assert gone not in names
    assert names[to] == kept
    assert drawing.page.locator(".gp-live tr:has(td)").first.inner_text().startswith(kept.split("-")[1])
    mouse.up()
    drawing.page.keyboard.press("Control+z")
    drawing.steps(0)
