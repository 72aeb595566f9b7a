"""Coverage in Chromium: rank, mark, drill in three clicks, another base, a link that opens the same view."""

from __future__ import annotations

import re

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.workspace.viewing import view_plan

pytestmark = pytest.mark.browser
#: Sees every figure of the own branch; the town is so small that of most places nobody else is told any.
HEAD = "role=branch_head&branch=B1"
RANKED = ".gp-ranking li button:visible"


def _quiet(seen):
    seen.page.wait_for_timeout(600)
    seen.wait_for_map()


def _choose(seen, label, option):
    seen.pick(label, option)
    _quiet(seen)


def _places(seen):
    return seen.page.locator(f"{RANKED}", has_text=re.compile(r"^\d+\.")).all_inner_texts()


def test_from_the_county_to_a_unit_in_three_clicks(look):
    seen = look("coverage?level=branch")
    for _ in range(2):
        seen.page.locator(RANKED, has_text="›").first.click()
        _quiet(seen)
    assert re.search("level=unit", seen.page.url)
    assert re.search(r"grid=B\d-G\d+", seen.page.url)
    seen.page.locator(RANKED, has_text=re.compile(r"^\d+\.")).first.click()
    _quiet(seen)
    assert re.search(r"place=u\d+", seen.page.url)
    for text in ("A角", "B角"):
        seen.see(text)
    # the marked unit is outlined on the map
    assert seen.map.evaluate("box => box.map.gridplan.chosen.getLatLngs().length") > 0


def test_the_way_back_is_a_click_too(look):
    seen = look("coverage?level=grid&in=B1")
    seen.page.get_by_role("button", name="全部网点").click()
    _quiet(seen)
    assert "level=branch" in seen.page.url
    assert "in=" not in seen.page.url
    assert "place=B1" in seen.page.url


def test_another_base_shows_the_places_before_and_now(look):
    seen = look(f"coverage?indicator=penetration&level=unit&{HEAD}")
    before = _places(seen)
    _choose(seen, "分母", "户籍户")
    assert "base=registered" in seen.page.url
    seen.see("÷ 户籍户")
    now = _places(seen)
    assert now != before
    assert any(re.search(r"\d+ → \d+", text) for text in now) or not seen.page.get_by_text("名次").count()


def test_each_indicator_begins_with_its_own_base(look):
    seen = look(f"coverage?{HEAD}")
    assert "base=registered" in seen.page.url
    for indicator, base in (("渗透率", "resident"), ("走访覆盖率", "eligible")):
        _choose(seen, "指标", indicator)
        assert f"base={base}" in seen.page.url
    _choose(seen, "分母", "户籍户")
    _choose(seen, "指标", "渗透率")
    assert "base=resident" in seen.page.url
    _choose(seen, "指标", "走访覆盖率")
    assert "base=registered" in seen.page.url


def test_a_head_is_in_the_own_branch(look, workspace):
    seen = look(f"coverage?{HEAD}")
    assert "in=B1" in seen.page.url
    assert not seen.page.get_by_text("全部网点").count()
    # there is no way back from where one begins
    assert not seen.page.locator(".st-key-trail").count()
    units = seen.map.evaluate("box => box.map.gridplan.ids")
    assert set(units) == set(view_plan(OPERATOR, workspace).units.query("branch_id == 'B1'").index)


def test_a_link_opens_the_exact_view(look):
    first = look(f"coverage?indicator=penetration&base=registered&level=unit&reach=radius&in=B1&{HEAD}")
    first.page.locator(RANKED, has_text=re.compile(r"^\d+\.")).nth(1).click()
    _quiet(first)
    link = first.page.url.partition("/coverage")[2]
    again = look(f"coverage{link}")
    assert _places(again) == _places(first)
    for one in (first, again):
        assert one.page.locator(f"{RANKED}[aria-pressed=true]").count() == 1
    assert again.page.url == first.page.url


def test_a_link_with_nonsense_opens_the_usual_view(look):
    seen = look("coverage?indicator=nothing&base=all&level=moon&in=B99&grid=x&place=<b>&page=-1")
    assert seen.page.locator(".stException").count() == 0
    assert _places(seen)


def test_a_click_on_the_map_shows_whose_it_is(look):
    seen = look("coverage?level=branch")
    seen.click_unit("u22")
    seen.page.wait_for_url(re.compile("place=B1"))
    seen.see("一支行")


def test_the_table_is_taken_away_as_a_file(look):
    seen = look(f"coverage?level=branch&indicator=penetration&{HEAD}")
    seen.page.get_by_text("表格 ·").click()
    seen.page.get_by_role("button", name="生成: CSV").click()
    with seen.page.expect_download(timeout=30_000) as told:
        seen.page.get_by_role("button", name="下载: CSV").click()
    text = told.value.path().read_text(encoding="utf-8-sig")
    assert "渗透率" in text
    assert "一支行" in text


def test_the_ranking_is_reached_by_keyboard(look):
    seen = look("coverage?level=branch")
    seen.page.locator(RANKED).first.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(re.compile(r"place=B\d"))


def test_months_before_the_first_import_are_not_known(look):
    seen = look(f"coverage?level=branch&indicator=visit_coverage&months=1&{HEAD}")
    seen.page.locator(".gp-months li").first.wait_for(timeout=30_000)
    told = seen.page.locator(".gp-months li").all_inner_texts()
    assert len(told) == 6
    assert "未知" in told[0]
    assert "%" in told[-1]


def test_months_are_counted_when_asked_for(look):
    seen = look(f"coverage?level=branch&indicator=filing_rate&{HEAD}")
    seen.page.get_by_role("button", name="统计各月").click()
    seen.page.locator(".gp-months li").first.wait_for(timeout=30_000)
    assert "months=1" in seen.page.url
