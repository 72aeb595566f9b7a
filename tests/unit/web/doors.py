"""The layers of the door before a page that only says what it was asked."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from gridplan.access.scope import Viewer
from gridplan.web.gate import Gate
from gridplan.web.headers import Headers
from gridplan.web.routes import routes
from gridplan.web.site import Site

ADDRESS = "http://testserver"
OWN = {"origin": ADDRESS}
PASSWORD = "Sturdy-Bridge-7"
NAMES = {"head.b1": (Viewer.BRANCH_HEAD, ["B1"]), "region": (Viewer.REGIONAL_MANAGER, [])}


def found(folder, *, synthetic=False):
    folder.mkdir()
    text = f'name = "小镇"\nsynthetic = {str(synthetic).lower()}\n'
    (folder / "gridplan.toml").write_text(text, encoding="utf-8")
    return Site(folder)


async def _page(request: Request):
    if request.url.path.endswith("broken"):
        raise RuntimeError("138" + "0013" + "8000")
    return PlainTextResponse(f"page {request.url.path}")


async def _stream(websocket):
    await websocket.accept()
    await websocket.send_text(websocket.headers.get("sec-websocket-protocol", ""))
    await websocket.close()


def client(site: Site) -> TestClient:
    inner = [WebSocketRoute("/_stcore/stream", _stream), Route("/{path:path}", _page, methods=["GET", "POST", "PUT"])]
    layers = [Middleware(Headers, site=site), Middleware(Gate, site=site)]
    app = Starlette(routes=[*routes(site), *inner], middleware=layers)
    return TestClient(app, base_url=ADDRESS, follow_redirects=False)
