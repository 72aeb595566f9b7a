from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from gridplan.web.shell import Shell, _packed

SCRIPTS = files("streamlit").joinpath("static", "static", "js")


async def _other(_):
    return PlainTextResponse("from inside")


@pytest.fixture
def shell():
    app = Starlette(routes=[Route("/{path:path}", _other)], middleware=[Middleware(Shell)])
    return TestClient(app)


@pytest.fixture
def script():
    return max(SCRIPTS.iterdir(), key=lambda file: file.stat().st_size)


def test_a_script_of_the_shell_comes_packed_and_may_stay(shell, script):
    answer = shell.get(f"/static/js/{script.name}")
    assert answer.content == script.read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < len(answer.content) / 2


def test_who_can_not_unpack_gets_it_from_inside(shell, script):
    assert shell.get(f"/static/js/{script.name}", headers={"accept-encoding": ""}).text == "from inside"


@pytest.mark.parametrize(
    "path", ["/", "/static/js/none.js", "/static/../../hello.js", "/static/%2e%2e/index.html", "/static/media/x.woff2"]
)
def test_what_is_no_script_of_the_shell_comes_from_inside(shell, path):
    assert shell.get(path).text == "from inside"


@pytest.mark.parametrize("way", ["/static//js/{}", "/static/js/./{}", "/static/css/../js/{}", "//static/js/{}"])
def test_a_script_is_packed_by_its_own_path_alone(script, way):
    # what is packed is kept, and there are as many ways to a file as somebody likes
    assert _packed(f"/static/js/{script.name}")
    assert _packed(way.format(script.name)) is None
