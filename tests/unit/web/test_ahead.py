"""What the first bytes of a page say it is going to want."""

import re
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from gridplan.maps.offline import SCRIPTS
from gridplan.pages import PAGES
from gridplan.web.ahead import LISTS, MAPS, links
from gridplan.web.shell import Shell

STATIC = files("streamlit").joinpath("static")


async def _page(request):
    kind = PlainTextResponse if request.url.path == "/data" else HTMLResponse
    return kind("page", 404 if request.url.path == "/lost" else 200)


@pytest.fixture
def shell():
    return TestClient(Starlette(routes=[Route("/{path:path}", _page)], middleware=[Middleware(Shell)]))


def test_all_that_is_named_is_there():
    named = re.findall(r"<(/static/[^>]+)>; rel=modulepreload", links("/coverage"))
    assert any("BidiComponent" in name for name in named)
    assert all(STATIC.joinpath(name.removeprefix("/")).is_file() for name in named)
    assert len(named) == len(set(named))


def test_nothing_is_named_twice():
    first = STATIC.joinpath("index.html").read_text(encoding="utf-8")
    assert not [name for name in re.findall(r"[\w.-]+\.js(?=>)", links("/coverage")) if name in first]


def test_maps_are_fetched_ahead_where_there_are_any():
    assert {f"/{page.name}" for page in PAGES} >= MAPS | LISTS
    assert all(f"/{name}>" in links("/coverage") for name in SCRIPTS)
    assert "/map/" not in links("/overview")


def test_lists_that_the_browser_draws_are_fetched_ahead_with_their_page():
    assert [page.name for page in PAGES if "ranking.js" in links(f"/{page.name}")] == ["coverage", "draw_grids"]


def test_pages_tell_and_nothing_else_does(shell):
    assert shell.get("/coverage", headers={"accept": "text/html"}).headers["link"] == links("/coverage")
    assert "link" not in shell.get("/lost", headers={"accept": "text/html"}).headers
    assert "link" not in shell.get("/data", headers={"accept": "text/html"}).headers
    assert "link" not in shell.get("/coverage").headers
