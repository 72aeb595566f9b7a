"""Headers that every answer carries; Streamlit itself sends none of them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gridplan.web.first_lines import SCRIPT as FIRST
from gridplan.web.incidents import answer_incident
from gridplan.web.let_in import CODE
from gridplan.web.site import Site

#: The shell of Streamlit's pages holds a script of one line, and ours; they are named by digest, no other may run.
_SHELL = files("streamlit").joinpath("static", "index.html").read_bytes()
_DIGESTS = " ".join(
    f"'sha256-{b64encode(sha256(script).digest()).decode()}'"
    for script in (FIRST, *re.findall(rb"<script>(.*?)</script>", _SHELL, re.DOTALL))
)
#: Streamlit puts styles into the page and compiles expressions; maps run in frames of components, from this server.
_PAGE = (
    f"default-src 'self'; script-src 'self' {_DIGESTS} 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "frame-src 'self'; frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
#: The frame of the map makes its script out of the map's description.
_COMPONENT = _PAGE.replace(f"{_DIGESTS} 'wasm-unsafe-eval'", "'unsafe-inline' 'unsafe-eval'")
#: Our own forms need a style sheet and nothing else.
_FORM = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
FORMS = ("/sign-in", "/sign-out", "/first-run", "/password", "/oidc")
_YEAR_S = 31_536_000


def policy(path: str) -> str:
    """
    Tell which sources a page may load from.

    Parameters
    ----------
    path
        Path of the page.

    Returns
    -------
    policy
        The value of Content-Security-Policy.
    """
    if path.startswith(FORMS):
        return _FORM
    return _COMPONENT if path.startswith("/component/") else _PAGE


def security_headers(path: str, *, secure: bool) -> dict[str, str]:
    """
    List the headers of an answer.

    Parameters
    ----------
    path
        Path of the request.
    secure
        Whether the person came by https.

    Returns
    -------
    headers
        Value by name.
    """
    # a form posted under no-referrer carries the origin "null", and could not be told from a foreign one
    headers = {
        "Content-Security-Policy": policy(path),
        "X-Frame-Options": "DENY" if path.startswith(FORMS) else "SAMEORIGIN",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin" if path.startswith(FORMS) else "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    }
    # code of the screens holds nothing of the bank and may stay in the browser; everything else may not
    if not path.startswith(CODE):
        headers["Cache-Control"] = "no-store"
    if secure:
        headers["Strict-Transport-Security"] = f"max-age={_YEAR_S}; includeSubDomains"
    return headers


class Headers:
    """
    The outermost layer: adds the headers, and turns what nobody caught into a plain answer.

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

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve one request.

        Parameters
        ----------
        scope, receive, send
            As ASGI has them.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = security_headers(scope["path"], secure=self.site.is_secure(HTTPConnection(scope)))
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _add(message, added)
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:
            answer = answer_incident(error, scope["path"])
            if begun:
                raise
            await answer(scope, receive, with_headers)


def _add(message: Message, added: Mapping[str, str]) -> None:
    """Add the headers; a route of ours alone may know that its answer can stay in the browser."""
    headers = MutableHeaders(scope=message)
    kept = headers.get("Cache-Control", "")
    headers.update(added)
    if "immutable" in kept:
        headers["Cache-Control"] = kept
