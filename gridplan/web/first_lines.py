"""
The first lines of a page: where the server is, and whether it is night.

Streamlit would look for the server below the page's own address, and wait; and it asks once what the system wishes.
"""

from __future__ import annotations

import gzip
import re
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import Message, Scope, Send

from gridplan.web.ahead import links
from gridplan.web.page_style import script_address, style_address

#: The script of one line; the page's policy names it by its digest.
SCRIPT = b"window.__streamlit={BACKEND_BASE_URL:location.origin}"
_BEFORE = b"<script>"
_LINES = b'<script>%b</script><script src="%b"></script>' % (SCRIPT, script_address().encode())
#: Our style is there from the first moment, so that a page that has nothing to show yet shows that it is at work; it
#: lies behind the head, where Streamlit writes styles of its own, since of two alike the later one holds.
_STYLE = b'<link rel="stylesheet" href="%b">' % style_address().encode()
_END = b"</body>"
#: Streamlit has its own face of letters fetched first, 170 kB; our theme writes with those of the system.
_FACE = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*"\s+as="font"[^>]*>')
_GZIP = "gzip"
#: What would have a browser keep the page as it lies on the disk, or ask for a part of it.
_OF_THE_FILE = ("ETag", "Last-Modified", "Accept-Ranges")


def is_page(scope: Scope) -> bool:
    """
    Tell whether a browser asks for a page.

    Parameters
    ----------
    scope
        The request.

    Returns
    -------
    is_page
        Whether it does.
    """
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return "text/html" in HTTPConnection(scope).headers.get("accept", "")


def unpacked(scope: Scope) -> Scope:
    """
    Ask for a page as it lies on the disk: nothing can be written into a packed one.

    Parameters
    ----------
    scope
        The request of a page.

    Returns
    -------
    scope
        The same for whoever is inside, to whom it does not matter what the browser unpacks.
    """
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}


def with_first_lines(scope: Scope, send: Send) -> Send:
    """
    Write the first lines into what is sent, and tell in its headers what the page is going to want.

    Parameters
    ----------
    scope
        The request of a page.
    send
        What sends it.

    Returns
    -------
    send
        In its place; what is no page goes on as it is.
    """
    start: Message | None = None
    content = bytearray()

    async def sending(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start" and _is_shell(message):
            start = message
        elif start is None:
            await send(message)
        else:
            content.extend(message.get("body", b""))
            if not message.get("more_body"):
                page = bytes(content).replace(_BEFORE, _LINES + _BEFORE, 1).replace(_END, _STYLE + _END)
                body = _announced(_FACE.sub(b"", page), scope, start)
                await send(start)
                await send({"type": "http.response.body", "body": body})

    return sending


def _is_shell(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    as_is = "Content-Encoding" not in headers and headers.get("Content-Type", "").startswith("text/html")
    return as_is and message["status"] == HTTPStatus.OK


def _announced(page: bytes, scope: Scope, start: Message) -> bytes:
    """Pack a page for a browser that can unpack it, and tell of it in its headers."""
    headers = MutableHeaders(scope=start)
    for name in _OF_THE_FILE:
        del headers[name]
    if _GZIP in HTTPConnection(scope).headers.get("accept-encoding", ""):
        page = gzip.compress(page, mtime=0)
        headers["Content-Encoding"] = _GZIP
    headers.add_vary_header("Accept-Encoding")
    headers["Link"] = links(scope["path"])
    headers["Content-Length"] = str(len(page))
    return page
