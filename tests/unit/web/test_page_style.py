"""The style sheet of the pages: where pages say it is, packed, and kept by the browser."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from gridplan.pages.style import ADDRESS, STYLE
from gridplan.web.page_style import page_style


@pytest.fixture
def page():
    return TestClient(Starlette(routes=[Route("/style/{digest}.css", page_style)]))


def test_it_lies_where_the_pages_look(page):
    answer = page.get(ADDRESS)
    assert ".gp-tiles" in answer.text
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert ADDRESS in STYLE


def test_another_edition_is_not_there(page):
    assert page.get("/style/0000000000000000.css").status_code == 404
