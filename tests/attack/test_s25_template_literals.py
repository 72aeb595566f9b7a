"""S25: names that a template of JavaScript would run are shown letter by letter, in every tooltip and popup."""

from __future__ import annotations

from html import escape

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.workspace.exporting import export_plan
from tests.app.looking import stands_map
from tests.attack.hostile import TEMPLATES, Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def seen(browser):
    watched = Watched(browser)
    yield watched
    watched.page.close()


def _shown(texts: list[str]) -> set[str]:
    return {name for name in TEMPLATES if any(name in text for text in texts)}


def test_s25_escaping_html_alone_would_not_do(seen):
    names = "".join(f"document.body.append(`{escape(name)}`);" for name in TEMPLATES[:2])
    seen.page.set_content(f"<body><script>{names}</script>")
    assert sorted(seen.ran) == ["1", "49"]


def test_s25_no_saved_map_runs_a_template(seen, hostile, tmp_path):
    seen.page.goto(export_plan(OPERATOR, hostile, "html", tmp_path / "map.html").as_uri())
    seen.page.locator(".gp-legend").wait_for(state="attached")
    assert _shown(seen.touch_map()) == set(TEMPLATES)
    assert seen.ran == []


def test_s25_no_page_runs_a_template(seen, hostile_app):
    seen.page.goto(f"{hostile_app.origin}/{PAGES[1].name}")
    stands_map(seen.page)
    assert _shown(seen.touch_map(".gp-map")) == set(TEMPLATES)
    assert seen.ran == []
