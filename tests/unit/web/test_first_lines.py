"""What is written into the first lines of a page."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from gridplan.web.ahead import links
from gridplan.web.first_lines import SCRIPT
from gridplan.web.headers import policy
from gridplan.web.page_style import script_address, style_address
from gridplan.web.shell import Shell

INDEX = files("streamlit").joinpath("static", "index.html")
PAGE = {"accept": "text/html"}


async def _page(request):
    if request.url.path == "/packed":
        return Response(b"packed", headers={"Content-Encoding": "br"}, media_type="text/html")
    return HTMLResponse("lost", 404) if request.url.path == "/lost" else FileResponse(str(INDEX))


@pytest.fixture
def shell():
    layers = [Middleware(Shell), Middleware(GZipMiddleware)]
    return TestClient(Starlette(routes=[Route("/{path:path}", _page)], middleware=layers))


@pytest.mark.parametrize("packing", ["gzip", ""])
def test_a_page_knows_where_its_server_is_before_anything_else_runs(shell, packing):
    # Streamlit packs its pages itself, as the layer inside does here
    answer = shell.get("/coverage", headers={**PAGE, "accept-encoding": packing})
    assert answer.text.index(SCRIPT.decode()) < answer.text.index("<script type=")
    ours = f'<script>{SCRIPT.decode()}</script><script src="{script_address()}"></script>'
    style = f'<link rel="stylesheet" href="{style_address()}">'
    # of two rules alike the later one holds, and Streamlit writes its own into the head
    assert answer.text.index(style) > answer.text.index("</head>")
    before, _, rest = INDEX.read_text(encoding="utf-8").partition('<link\n      rel="preload"')
    # letters that our theme does not write with are not fetched
    assert 'as="font"' in rest.partition("/>")[0]
    assert answer.text.replace(ours, "").replace(style, "") == before + rest.partition("/>")[2]
    assert answer.headers.get("content-encoding", "") == packing
    assert (int(answer.headers["content-length"]) == len(answer.content)) == (not packing)
    assert answer.headers["link"] == links("/coverage")


def test_the_policy_lets_the_line_run():
    assert f"'sha256-{b64encode(sha256(SCRIPT).digest()).decode()}'" in policy("/coverage")


def test_a_page_is_not_kept_as_the_file_that_it_was_made_from(shell):
    answer = shell.get("/coverage", headers=PAGE)
    assert not {"etag", "last-modified", "accept-ranges"} & set(answer.headers)


@pytest.mark.parametrize(("path", "method"), [("/lost", "GET"), ("/packed", "GET"), ("/coverage", "HEAD")])
def test_whatever_else_goes_on_as_it_is(shell, path, method):
    answer = shell.request(method, path, headers=PAGE)
    assert SCRIPT not in answer.content
    assert "link" not in answer.headers
