"""S24: names that hold scripts run nowhere: not on a page, in no popup or tooltip, not in a saved map."""

from __future__ import annotations

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.workspace.exporting import export_plan
from tests.app.looking import MAPLESS, stands_map
from tests.attack.hostile import Watched

pytestmark = pytest.mark.browser


def test_s24_no_page_runs_a_name(browser, hostile_app):
    # one window, so that the program is compiled once
    seen = Watched(browser)
    for one in PAGES:
        seen.page.goto(f"{hostile_app.origin}/{'' if one is PAGES[0] else one.name}")
        assert "onerror" in _text(seen, mapless=one.name in MAPLESS)
        assert seen.ran == []
    assert {url.split("/")[2] for url in seen.asked if url.startswith("http")} == {hostile_app.host}
    assert not any(url.endswith("/x") for url in seen.asked)
    seen.page.close()


def _text(seen, *, mapless):
    """Wait for the page, touch its map if it has one, and take all its text."""
    if mapless:
        seen.page.locator("h1").first.wait_for(timeout=90_000)
        seen.page.locator("[data-test-script-state=notRunning]").first.wait_for(timeout=90_000)
        return seen.page.content()
    stands_map(seen.page)
    assert seen.touch_map(".gp-map")
    return seen.page.content() + seen.page.locator(".gp-map").first.inner_html()


def test_s24_no_saved_map_runs_a_name(browser, hostile, tmp_path):
    saved = export_plan(OPERATOR, hostile, "html", tmp_path / "map.html")
    seen = Watched(browser)
    seen.page.goto(saved.as_uri())
    seen.page.locator(".gp-legend").wait_for(state="attached")
    assert seen.touch_map()
    assert seen.ran == []
    assert [url for url in seen.asked if not url.startswith(("data:", saved.as_uri()))] == []
    seen.page.close()
