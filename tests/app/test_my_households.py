"""An officer's morning on a phone: the next household, a visit in a few taps, the rate that moves, a mistake undone."""

from __future__ import annotations

import gzip
import re

import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.model.eligibility import to_be_visited
from gridplan.model.visits import next_step
from gridplan.pages.nearest import nearest_next
from gridplan.workspace.viewing import view_plan
from gridplan.workspace.visits import standing_visits
from tests.app.looking import stands_map

pytestmark = pytest.mark.browser
WORDS = {
    "zh": {"record": "记走访", "met": "见到本人", "filed": "建档", "week": "1周后", "save": "保存", "told": "已记录",
           "today": "今日已记录", "back": "撤回", "gone": "已撤回"},
    "en": {"record": "Record visit", "met": "Met", "filed": "Filed", "week": "In a week", "save": "Save",
           "told": "Recorded", "today": "Recorded today", "back": "Take back", "gone": "Taken back"},
}  # fmt: skip


@pytest.fixture
def mine(workspace):
    """The households of the officer whom the page shows first."""
    plan = view_plan(OPERATOR, workspace)
    officer = next(iter(plan.officers.index[plan.officers["branch_id"] == "B1"]))
    owned = plan.grids.index[plan.grids["primary_officer_id"] == officer]
    return plan.households[plan.households["grid_id"].isin(owned)].assign(officer=officer)


@pytest.fixture
def visits(workspace, mine):
    scope = Scope(Viewer.OFFICER, frozenset({"B1"}), mine["officer"].iloc[0], "officer")
    return lambda: standing_visits(scope, workspace)


def _open(look, lang):
    seen = look("my_households", size="phone")
    if lang == "en":
        seen.page.get_by_test_id("stExpandSidebarButton").click()
        seen.pick("语言 Language", "English")
        seen.page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
        seen.see("Visit rate")
    return seen


def _cards(seen):
    return [
        card.split(". ")[1] for card in seen.page.locator(".gp-card b:first-child").all_inner_texts() if "." in card
    ]


def _left(mine):
    return mine[to_be_visited(mine)[1] & ~mine["visited"]]


def _counted(seen):
    """Read who was visited and filed, and today's visits, from the tiles."""
    tiles = seen.page.locator(".gp-three .gp-tile")
    shares = [int(tiles.nth(n).locator("small").inner_text().split("÷")[0].replace(",", "")) for n in (0, 1)]
    return [*shares, int(tiles.nth(2).locator("b").inner_text())]


def _until(seen, read, wanted):
    # the page draws anew after the answer, the tiles before the list; that is what the officer waits for
    for _ in range(60):
        if read(seen) == wanted:
            return
        seen.page.wait_for_timeout(250)
    assert read(seen) == wanted


def _save(seen, words, *taps):
    seen.page.get_by_role("button", name=words["record"]).first.click()
    dialog = seen.page.get_by_role("dialog")
    for tap in taps:
        dialog.get_by_role("radio", name=re.compile(f"^{re.escape(tap)}")).or_(
            dialog.get_by_role("button", name=re.compile(f"^{re.escape(tap)}"))
        ).first.click()
    dialog.get_by_role("button", name=words["save"]).click()


@pytest.mark.parametrize("lang", WORDS)
def test_an_officer_records_a_visit_sees_the_rate_move_and_takes_it_back(look, mine, visits, lang):
    words, seen = WORDS[lang], _open(look, lang)
    before, first = _counted(seen), _cards(seen)[0]
    step = next_step(mine.loc[[first]]).iloc[0]
    assert step == "visited"
    filed = bool(mine.at[first, "filed"])
    _save(seen, words, words["met"], *([] if filed else [words["filed"]]), words["week"])
    seen.see(words["told"])
    _until(seen, _counted, [before[0] + 1, before[1] + (not filed), before[2] + 1])
    _until(seen, lambda seen: first in _cards(seen), wanted=False)
    # the way goes on from the door, not from the branch, and does so after a reload
    (near,) = nearest_next(mine.loc[_left(mine).index.drop(first)], mine.geometry[first].coords[0], 1)
    for _ in range(2):
        _until(seen, lambda seen: _cards(seen)[:1], [near])
        seen.page.reload()
        seen.wait_for_map()
    (row,) = visits().to_dict("records")
    assert (row["household_id"], row["outcome"], row["stage"]) == (first, "met", "" if filed else "filed")
    seen.page.get_by_text(words["today"]).filter(visible=True).click()
    seen.page.get_by_role("button", name=words["back"]).click()
    seen.see(words["gone"])
    _until(seen, _counted, before)
    _until(seen, lambda seen: _cards(seen)[:1], [first])
    assert visits().empty


def test_an_officer_sees_the_own_households_alone_nearest_first(look, workspace, mine):
    shown = _cards(look("my_households", size="phone"))
    assert 0 < len(shown) <= 10
    left = _left(mine)
    assert set(shown) <= set(left.index)
    assert shown[0] == left.distance(view_plan(OPERATOR, workspace).branches.geometry["B1"]).idxmin()


def test_two_taps_on_a_slow_line_record_one_visit(look, visits):
    words, seen = WORDS["zh"], look("my_households", size="phone")
    had = len(visits())
    seen.page.get_by_role("button", name=words["record"]).first.click()
    dialog = seen.page.get_by_role("dialog")
    dialog.get_by_text("拒访").click()
    dialog.get_by_role("button", name=words["save"]).dblclick()
    seen.see(words["told"])
    dialog.wait_for(state="detached")
    assert len(visits()) == had + 1


def test_what_was_chosen_survives_a_reload_and_is_recorded_once(look, visits):
    words, seen = WORDS["zh"], look("my_households", size="phone")
    seen.page.get_by_role("button", name=words["record"]).first.click()
    dialog = seen.page.get_by_role("dialog")
    dialog.get_by_text("不在家").click()
    seen.page.wait_for_url("**outcome=not_home**")
    address = seen.page.url
    seen.page.reload()
    dialog.wait_for()
    seen.wait_until_calm()
    dialog.get_by_role("button", name=words["save"]).click()
    seen.see(words["told"])
    # the same form, opened a second time as after an answer that never came
    seen.page.goto(address)
    dialog.wait_for()
    seen.wait_until_calm()
    dialog.get_by_role("button", name=words["save"]).click()
    seen.see("此前已记录")
    assert visits()["outcome"].tolist().count("not_home") == 1


def test_what_a_thumb_has_to_hit_is_large(look):
    seen = look("my_households", size="phone")
    seen.page.get_by_role("button", name="记走访").first.click()
    dialog = seen.page.get_by_role("dialog")
    dialog.get_by_text("见到本人").click()
    dialog.get_by_text("1周后").wait_for()
    heights = [box.bounding_box()["height"] for box in dialog.locator("button").all()]
    assert len(heights) >= 9
    assert min(heights) >= 48


def test_axe_finds_nothing_serious_in_the_form_and_in_the_week(look):
    seen = look("my_households", size="phone")
    seen.page.get_by_text("我的一周").click()
    seen.see("本周走访")
    assert seen.grave() == []
    seen.page.get_by_text("就近下一户").first.click()
    seen.page.get_by_role("button", name="记走访").first.click()
    seen.page.get_by_role("dialog").get_by_text("见到本人").click()
    seen.see("1周后")
    assert seen.grave() == []


def test_the_phone_is_asked_where_it_is_when_the_officer_wants_it_and_not_before(look, mine):
    seen = look("my_households", size="phone")
    there = mine.to_crs(4326).geometry
    (far,) = nearest_next(mine, (mine.geometry.x.max(), mine.geometry.y.max()), 1)
    seen.context.grant_permissions(["geolocation"])
    seen.context.set_geolocation({"longitude": there[far].x, "latitude": there[far].y, "accuracy": 25})
    seen.page.get_by_role("button", name="从我的位置出发").click()
    seen.see("最近的名下农户")
    assert seen.page.get_by_text("± 25 m").count() == 1
    assert f"{there[far].x:.3f}" not in seen.page.url
    seen.page.get_by_role("button", name="重新从网点出发").click()
    seen.page.get_by_text("± 25 m").wait_for(state="detached")


def test_a_phone_that_gives_no_position_is_told_of(look):
    seen = look("my_households", size="phone")
    seen.page.get_by_role("button", name="从我的位置出发").click()
    seen.see("未获定位授权")
    assert _cards(seen)


def test_the_whole_page_is_light_enough_for_a_weak_line(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    answers = {}
    page.on("response", lambda answer: answers.update({answer.url: answer}))
    page.goto(f"{address}/my_households")
    stands_map(page)
    page.wait_for_load_state("networkidle")
    bodies = {url: answer.body() for url, answer in answers.items()}
    weights = {url: min(len(body), len(gzip.compress(body))) for url, body in bodies.items()}
    assert not [url for url in weights if "Plotly" in url or "DataFrame" in url]
    assert sum(weights.values()) <= 1_500_000
    context.close()
