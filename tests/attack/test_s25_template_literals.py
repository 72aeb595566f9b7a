"""S25: names that a template of JavaScript would run are shown letter by letter, in every tooltip and popup."""

from __future__ import annotations

from html import escape

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.pages import PAGES
from gridplan.workspace.exporting import export_plan
from tests.app.looking import stands_map
from tests.attack.hostile import Watched, hostile_county
from tests.attack.wire import serve

pytestmark = pytest.mark.browser

TEMPLATES = ["${document.title=49}", "`+alert(1)+`", "\\`${alert(1)}", "{{constructor}}"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return hostile_county(tmp_path_factory.mktemp("hostile") / "town", TEMPLATES)


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


def test_s25_no_page_runs_a_template(seen, hostile, tmp_path):
    with serve(hostile.path, tmp_path / "app.log") as app:
        seen.page.goto(f"{app.origin}/{PAGES[1].name}")
        stands_map(seen.page)
        assert _shown(seen.touch_map(".gp-map")) == set(TEMPLATES)
        assert seen.ran == []
