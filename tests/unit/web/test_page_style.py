"""The style sheet and the first script of the pages: where pages say they are, packed, and kept by the browser."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from gridplan.web.page_style import page_script, page_style, script_address, style_address


@pytest.fixture
def page():
    routes = [Route("/style/{digest}.css", page_style), Route("/style/{digest}.js", page_script)]
    return TestClient(Starlette(routes=routes))


def test_it_lies_where_the_pages_look(page):
    answer = page.get(style_address())
    assert ".gp-tiles" in answer.text
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_the_script_lies_where_the_shell_looks(page):
    answer = page.get(script_address())
    for said in ("prefers-color-scheme", "GridPlanWords = {", "MutationObserver", "healthz"):
        assert said in answer.text
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("kind", ["css", "js"])
def test_another_edition_is_not_there(page, kind):
    assert page.get(f"/style/0000000000000000.{kind}").status_code == 404
