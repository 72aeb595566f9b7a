"""The overview in Chromium: what needs each role today, and every line leads to the view that shows it."""

from __future__ import annotations

import re

import pytest

from tests.app.looking import SIZES

pytestmark = pytest.mark.browser
ROLES = {
    "regional_manager": "覆盖最差的网格",
    "branch_head": "违反三定规则的错误",
    "officer": "今天接下来的户",
}


def test_the_bare_address_opens_the_first_page_under_its_own_name(look):
    seen = look("")
    assert seen.page.locator("h1").inner_text() == "总览"
    assert "/overview" in seen.page.url


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_needs_it(look, role, size):
    seen = look(f"overview?role={role}", size=size)
    seen.see(ROLES[role])
    assert seen.page.locator(".stException").count() == 0
    wide = seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_the_manager_comes_from_a_worst_grid_to_its_place_on_the_map(look):
    seen = look("overview?role=regional_manager")
    link = seen.page.locator("[data-testid=stPageLink] a", has_text=re.compile(r"B\d-G\d+")).first
    grid = re.search(r"B\d-G\d+", link.inner_text())[0]
    link.click()
    seen.page.get_by_role("heading", name="覆盖与渗透").wait_for(timeout=30_000)
    seen.wait_for_map()
    seen.page.wait_for_url(re.compile(f"place={grid}"))


def test_the_head_comes_to_the_own_branch(look):
    seen = look("overview?role=branch_head&branch=B2")
    seen.page.get_by_role("link", name=re.compile("定员定岗 →")).click()
    seen.page.get_by_role("heading", name="定员定岗").wait_for(timeout=30_000)
    seen.see("客户经理 B2-1")
