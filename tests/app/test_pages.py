"""The pages in Chromium, on a desktop and on a phone; none asks another host for anything."""

from __future__ import annotations

import re

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.planning.realignment import Leave
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.repairing import repair_plan
from gridplan.workspace.viewing import plan_versions, view_plan
from tests.app.looking import MAPLESS, NIGHT, SIZES

pytestmark = pytest.mark.browser
#: Draws one letter in the font of the labels and gives its picture.
_DRAWN = """(box, letter) => {
  const page = document.createElement('canvas'), pen = page.getContext('2d');
  pen.font = getComputedStyle(box.querySelector('.gp-label')).font;
  pen.fillText(letter, 5, 30);
  return page.toDataURL();
}"""
GROUND_OF_OURS = "getComputedStyle(document.documentElement).getPropertyValue('--gp-ground').trim()"
TOO_WIDE = """[...document.querySelectorAll(".gp-table")].filter((table) => {
  const right = (one) => one.getBoundingClientRect().right;
  return !table.closest(".gp-wide") && right(table) > right(table.closest(".stHtml")) + 1;
}).map((table) => table.innerText)"""
MOVING, SHOWN = (
    f"getComputedStyle(document.querySelector('.stApp'), '::after').{name}" for name in ("animationName", "opacity")
)
TITLES = {
    "coverage": "覆盖与渗透",
    "draw_grids": "划格",
    "staff": "定员定岗",
    "compare_plans": "方案对比",
    "white_space": "空白发掘",
    "my_households": "我的户",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", TITLES)
def test_a_page_shows_title_map_and_mark_fits_the_screen_and_is_for_everybody(look, page, size):
    seen = look(page, size=size)
    assert seen.page.locator("h1").inner_text() == TITLES[page]
    seen.see("合成数据 · synthetic data")
    for part in (".gp-legend", ".leaflet-control-scale", ".leaflet-control-attribution", ".gp-label"):
        seen.map.locator(part).first.wait_for(state="attached")
    assert "小镇" in seen.map.locator(".leaflet-control-attribution").inner_text()
    wide = seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert seen.grave() == []
    assert seen.grave_at_night() == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", sorted(MAPLESS - {""}))
def test_a_page_without_a_map_is_for_everybody(look, page, size):
    seen = look(page, size=size)
    assert seen.grave() == []
    assert seen.grave_at_night() == []


def test_each_page_is_looked_at():
    assert {page.name for page in PAGES} == {*TITLES, *MAPLESS} - {""}


def test_day_and_night_can_be_chosen_against_the_system_and_stay_so(look):
    seen = look("coverage")
    seen.page.get_by_role("button", name="深色").click()
    seen.page.wait_for_function(NIGHT)
    seen.page.locator(".gp-map[data-dark=true]").first.wait_for(state="attached")
    assert seen.page.evaluate(GROUND_OF_OURS) == "#1a222b"
    seen.page.goto(seen.page.url.replace("coverage", "overview"))
    seen.wait_for_page()
    assert seen.page.evaluate(NIGHT)
    seen.page.get_by_role("button", name="浅色").click()
    seen.page.emulate_media(color_scheme="dark")
    seen.page.wait_for_function(f"!({NIGHT})()")
    assert seen.page.evaluate(GROUND_OF_OURS) == "#fff"
    seen.page.get_by_role("button", name="跟随系统").click()
    seen.page.wait_for_function(NIGHT)
    assert not seen.page.get_by_role("button", name="跟随系统").is_visible()
    seen.page.emulate_media(color_scheme="light")


def test_a_table_that_does_not_scroll_fits_a_phone_in_english_too(look):
    seen = look("staff?lang=en", size="phone")
    seen.page.get_by_text("Weeks until everybody was visited once").wait_for()
    assert seen.page.evaluate(TOO_WIDE) == []


def test_a_run_that_takes_longer_than_a_moment_is_seen_to_move(look):
    seen = look("draw_grids")
    assert seen.page.evaluate(MOVING) == "none"
    seen.page.evaluate("document.querySelector('.stApp').dataset.testScriptState = 'running'")
    assert seen.page.evaluate(MOVING) == "gp-at-work"
    assert seen.page.evaluate(SHOWN) == "0"
    seen.page.wait_for_timeout(900)
    assert seen.page.evaluate(SHOWN) == "1"


def test_labels_are_chinese_and_drawn_with_a_font_that_has_them(look):
    seen = look("coverage")
    text = seen.map.locator(".gp-label-branch").first.inner_text()
    assert re.search(r"[\u4e00-\u9fff]", text)
    drawn = [seen.map.evaluate(_DRAWN, letter) for letter in "支行"]
    # a font without Chinese draws the same box for every letter
    assert drawn[0] != drawn[1]


def test_english_is_one_choice_away_and_keeps_what_was_chosen(look):
    seen = look("coverage?indicator=penetration")
    seen.map.locator(".gp-legend", has_text="渗透率").wait_for(timeout=30_000)
    seen.pick("语言 Language", "English")
    seen.page.get_by_role("heading", name="Coverage and penetration").wait_for(timeout=30_000)
    seen.map.locator(".gp-legend", has_text="Legend").wait_for(timeout=30_000)
    seen.map.locator(".gp-legend", has_text="Penetration").wait_for(timeout=30_000)
    # the map stands first, the rest of the page comes after it
    seen.see("How good the grids are: 3 of 3 branches within 1%")
    seen.wait_for_map()
    chosen = {box.locator("option:checked").inner_text() for box in seen.page.get_by_role("combobox").all()}
    assert "Penetration" in " ".join(chosen)
    assert not [text for text in chosen if re.search(r"[\u4e00-\u9fff]", text)]


def _movable(workspace):
    plan = view_plan(OPERATOR, workspace)
    units = plan.units[plan.units["branch_id"] == "B1"]
    number = units["grid_id"].value_counts()
    for unit, grid in units.loc[units["grid_id"].map(number) > 1, "grid_id"].items():
        pairs = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
        near = set(pairs.loc[pairs["unit_a"] == unit, "unit_b"]) | set(pairs.loc[pairs["unit_b"] == unit, "unit_a"])
        others = sorted(set(units["grid_id"].reindex(sorted(near)).dropna()) - {grid})
        if others:
            return plan, unit, others[0]
    raise AssertionError


@pytest.mark.parametrize("size", SIZES)
def test_a_unit_is_given_to_another_grid_by_click_and_totals_follow(look, workspace, size):
    plan, unit, grid = _movable(workspace)
    seen = look("draw_grids", size=size)
    seen.click_unit(unit)
    seen.see("已选单元")
    short = grid.split("-")[1]
    seen.page.get_by_role("button", name=f"→ {short}").first.click()
    seen.see("未存为版本的步骤: 1")
    total = plan.grids.at[grid, "households"] + plan.units.at[unit, "households"]
    row = seen.page.locator("table.gp-table tr", has_text=short).first
    row.locator("td", has_text=f"{total:,.0f}").first.wait_for(timeout=30_000)
    seen.page.get_by_role("button", name="撤销").click()
    seen.see("未存为版本的步骤: 0")


def test_a_saved_draft_is_a_new_version(look, workspace):
    plan, unit, grid = _movable(workspace)
    before = set(plan_versions(OPERATOR, workspace)["plan_id"])
    seen = look("draw_grids")
    seen.click_unit(unit)
    seen.page.get_by_role("button", name=f"→ {grid.split('-')[1]}").first.click()
    seen.see("未存为版本的步骤: 1")
    seen.page.get_by_role("button", name="保存为新版本").click()
    seen.see("已保存为版本")
    (new,) = set(plan_versions(OPERATOR, workspace)["plan_id"]) - before
    assert view_plan(OPERATOR, workspace, new).units.at[unit, "grid_id"] == grid
    assert view_plan(OPERATOR, workspace, plan.meta.plan_id).units.equals(plan.units)


def test_an_exported_map_opens_without_any_request(browser, workspace, tmp_path):
    path = export_plan(OPERATOR, workspace, "html", tmp_path / "map.html")
    context = browser.new_context(offline=True, color_scheme="dark")
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.locator(".gp-legend").wait_for(state="attached")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator(".gp-label-branch").count() > 0
    # nobody but the system can tell a file that it is night
    assert page.locator(".leaflet-container").get_attribute("data-dark") == "true"
    page.emulate_media(color_scheme="light")
    page.locator(".leaflet-container[data-dark=false]").wait_for()
    context.close()


def test_the_staff_page_shows_every_officer_of_the_branch_with_load_and_owned_grids(look, workspace):
    seen = look("staff")
    # another test may have made a version of the first plan already
    plan = view_plan(OPERATOR, workspace, plan_versions(OPERATOR, workspace)["plan_id"].iloc[0])
    branch = plan.branches.index[0]
    officers = plan.officers[plan.officers["branch_id"] == branch]
    assert seen.page.locator(".gp-load").count() == len(officers)
    grids = plan.grids[(plan.grids["branch_id"] == branch) & (plan.grids["kind"] == "base")]
    assert seen.page.locator(".gp-wide tr").count() == len(grids) + 1
    for share in officers["utilisation"]:
        seen.see(f"{share:.0%}")
    assert "A角" in seen.map.locator(".gp-legend").text_content()


def test_two_versions_are_compared_by_an_address_that_can_be_sent(look, workspace):
    # another test may have made a version of the first plan already
    newest = plan_versions(OPERATOR, workspace)["plan_id"].iloc[0]
    plan = view_plan(OPERATOR, workspace, newest)
    who = plan.grids["primary_officer_id"].iloc[0]
    done = repair_plan(OPERATOR, workspace, Leave(who), plan_id=newest)
    seen = look(f"compare_plans?before={done.base}&after={done.plan_id}")
    seen.see("换A角的户")
    seen.see(f"{done.repair.moved:,.0f}")
    assert "换A角" in seen.map.locator(".gp-legend").text_content()
    assert f"after={done.plan_id}" in seen.page.url
    seen.pick("列表", "单元")
    seen.see("差额合计")


def test_another_officer_is_tried_out_before_anybody_is_hired(look):
    seen = look("staff")
    table = seen.page.locator(".gp-table").last
    assert "届时" not in table.inner_text()
    box = seen.page.get_by_label("在岗客户经理")
    box.fill(str(int(box.input_value()) + 2))
    box.press("Enter")
    seen.page.locator(".gp-table").last.get_by_text("届时").wait_for(timeout=30_000)
    named = seen.page.get_by_text("可用工时", exact=True)
    row = seen.page.locator(".gp-table").last.locator("tr", has=named).inner_text().split()
    now, then = (float(figure.replace(",", "")) for figure in row[1:3])
    assert then > now


def test_the_menu_stays_where_a_thumb_has_moved_it(look):
    seen = look("my_households?role=officer", size="phone")
    menu = seen.page.locator("nav")
    current = menu.locator("[aria-current=page]")
    assert current.inner_text() == "我的户"
    assert menu.evaluate("(row) => row.scrollLeft") > 0
    menu.evaluate("(row) => { row.scrollLeft = 0; }")
    seen.page.get_by_text("我的一周").click()
    seen.wait_until_calm()
    assert menu.evaluate("(row) => row.scrollLeft") == 0
    menu.get_by_role("link", name="覆盖与渗透", exact=True).click()
    seen.page.get_by_role("heading", name="覆盖与渗透").wait_for(timeout=60_000)
    assert current.inner_text() == "覆盖与渗透"


@pytest.mark.parametrize("size", SIZES)
def test_every_link_of_the_menu_can_be_pressed_with_the_sidebar_folded(look, size):
    seen = look("overview?role=regional_manager", size=size)
    if size == "desktop":
        seen.page.get_by_test_id("stSidebar").hover()
        seen.page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    seen.page.get_by_test_id("stExpandSidebarButton").wait_for()
    for link in seen.page.locator("nav").get_by_role("link").all():
        link.click(trial=True)
    seen.page.get_by_test_id("stExpandSidebarButton").click()
    seen.page.get_by_label("语言 Language").click(trial=True)
