"""S24: names that hold scripts run nowhere: not on a page, in no popup or tooltip, not in a saved map."""

from __future__ import annotations

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.workspace.exporting import export_plan
from tests.app.looking import MAPLESS, stands_map
from tests.attack.hostile import SCRIPTS, Watched, hostile_county
from tests.attack.wire import serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return hostile_county(tmp_path_factory.mktemp("hostile") / "town", SCRIPTS)


def test_s24_no_page_runs_a_name(browser, hostile, tmp_path):
    # one context, so that the program's own files are fetched once
    with serve(hostile.path, tmp_path / "app.log") as app, browser.new_context() as context:
        for one in PAGES:
            seen = Watched(context)
            seen.page.goto(f"{app.origin}/{'' if one is PAGES[0] else one.name}")
            assert "onerror" in _text(seen, mapless=one.name in MAPLESS)
            assert seen.ran == []
            assert {url.split("/")[2] for url in seen.asked if url.startswith("http")} == {app.host}
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
