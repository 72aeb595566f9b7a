"""The gate: refuses pages, websockets, media and data to everybody who has no session, uploads to all but a few."""

from __future__ import annotations

import re
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gridplan.access.scope import Viewer
from gridplan.web.belongings import Belongings
from gridplan.web.forms import language_of, show_way
from gridplan.web.incidents import note
from gridplan.web.let_in import LetIn
from gridplan.web.returning import asked_view, remember_view
from gridplan.web.site import Site
from gridplan.web.streams import keep_stream
from gridplan.web.visitors import Visitor, recognise, remember

#: What nobody needs a session for.
OPEN = frozenset({
    "/healthz", "/sign-in", "/sign-in/style.css", "/sign-in/icon.png", "/first-run", "/oidc/start", "/oidc/back",
})  # fmt: skip
#: Where those may go who have to change their password first.
_FIRST = frozenset({"/password", "/sign-out"})
_UPLOAD = "/_stcore/upload_file/"
#: All that a page needs of Streamlit's own routes; its metrics, agent and sign-in routes stay closed.
_CORE = (
    "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", _UPLOAD,
    *(f"/_stcore/bidi-components/gridplan.{name}/" for name in ("choice", "map", "menu", "position", "ranking")),
)  # fmt: skip
_CLOSED = ("/_stcore", "/auth/", "/oauth2callback", "/script-health-check", "/app/static/")
#: Files and maps are for the session that was given them; the code of maps is for every session.
_GIVEN, _CODE = re.compile("/(?:media|map)/(.*)"), "/map/assets/"
_READING = frozenset({"GET", "HEAD"})


class Gate:
    """
    The layer inside the headers.

    Parameters
    ----------
    app
        The layer inside.
    site
        The running app.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site
        self.belongings = Belongings()
        self.lately = LetIn()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Let one request or websocket through, or refuse it.

        Parameters
        ----------
        scope, receive, send
            As ASGI has them.
        """
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        refusal = self._out_of_place(connection)
        known = self.lately.may_have_code(connection, secure=self.site.is_secure(connection))
        if refusal is None and scope["path"] not in OPEN and not known:
            visitor = await run_in_threadpool(recognise, self.site, connection)
            refusal = self._unknown(connection) if visitor is None else self._not_theirs(connection, visitor)
            if visitor is not None and refusal is None:
                await self._let_in(connection, visitor, receive, send)
                return
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await _refuse(refusal, connection, receive, send)

    def _out_of_place(self, connection: HTTPConnection) -> Response | None:
        """Refuse whatever has no business here, whoever asks."""
        path = connection.scope["path"]
        if path.startswith(_CLOSED) and not path.startswith(_CORE):
            return PlainTextResponse("not found\n", 404)
        changes = connection.scope["type"] == "websocket" or connection.scope["method"] not in _READING
        if changes and not self._from_here(connection):
            return PlainTextResponse("foreign origin\n", 403)
        return None

    def _from_here(self, connection: HTTPConnection) -> bool:
        headers = connection.headers
        return self.site.is_own(headers.get("origin", ""), headers.get("host", ""))

    def _not_theirs(self, connection: HTTPConnection, visitor: Visitor) -> Response | None:
        """Refuse what another session was given, and foreign names for an app without sign-in."""
        path = connection.scope["path"]
        if visitor.scope is None and not self.site.is_known_host(connection.headers.get("host", "")):
            return PlainTextResponse("unknown host\n", 403)
        if visitor.must_change and path not in _FIRST:
            return RedirectResponse("/password", 303)
        given = None if path.startswith(_CODE) else _GIVEN.match(path)
        if given and not self.belongings.may_fetch(visitor.holder, given[1]):
            return PlainTextResponse("not found\n", 404)
        if path.startswith(_UPLOAD) and not self._may_send(visitor, path):
            return PlainTextResponse("not found\n", 404)
        return None

    def _may_send(self, visitor: Visitor, path: str) -> bool:
        """Keep in memory what those send who may import, to a page of their own; nothing of anybody else."""
        stream = path.removeprefix(_UPLOAD).partition("/")[0]
        may = visitor.scope is None or visitor.scope.viewer in {Viewer.BRANCH_HEAD, Viewer.OPERATOR}
        return may and self.belongings.owns_stream(visitor.holder, stream)

    def _unknown(self, connection: HTTPConnection) -> Response:
        """Send a person to the sign-in page, and to the view that was asked for afterwards; refuse a program."""
        asks_for_page = "text/html" in connection.headers.get("accept", "")
        if connection.scope["type"] != "http" or connection.scope["method"] != "GET" or not asks_for_page:
            return PlainTextResponse("sign in first\n", 401)
        if connection.headers.get("sec-fetch-site") == "cross-site":
            # a link in a mail leaves the strict cookie behind; asked for again from here, it comes along
            return show_way(asked_view(connection), language_of(Request(connection.scope)))
        answer = RedirectResponse("/sign-in", 303)
        remember_view(answer, connection, secure=self.site.is_secure(connection))
        return answer

    async def _let_in(self, connection: HTTPConnection, visitor: Visitor, receive: Receive, send: Send) -> None:
        remember(connection, visitor)
        self.lately.note(connection, secure=self.site.is_secure(connection))
        scope = connection.scope
        if scope["type"] == "websocket":
            await self.app(
                *keep_stream(self.belongings, visitor.holder, scope, receive, send,
                             holder_now=partial(self._holder_now, connection))
            )  # fmt: skip
        else:
            await self.app(scope, receive, send)

    async def _holder_now(self, connection: HTTPConnection) -> str:
        """Ask anew whose an open page is; nobody's where the session has ended."""
        visitor = await run_in_threadpool(recognise, self.site, connection)
        return "" if visitor is None else visitor.holder


async def _refuse(refusal: Response, connection: HTTPConnection, receive: Receive, send: Send) -> None:
    """Answer; a websocket that is closed before it was accepted gets 403 from the server."""
    scope = connection.scope
    if not isinstance(refusal, (RedirectResponse, HTMLResponse)):
        note("refused", status=refusal.status_code, path=scope["path"], address=(scope.get("client") or [""])[0])
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await refusal(scope, receive, send)
