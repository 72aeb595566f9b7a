"""The first lines of a page tell where the server is; Streamlit would look below the page's own address, and wait."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import Message, Scope, Send

from gridplan.web.ahead import links

#: The script of one line; the page's policy names it by its digest.
SCRIPT = b"window.__streamlit={BACKEND_BASE_URL:location.origin}"
_BEFORE = b"<script>"
_LINE = b"<script>%b</script>" % SCRIPT
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
                page = bytes(content).replace(_BEFORE, _LINE + _BEFORE, 1)
                _announce(start, scope["path"], len(page))
                await send(start)
                await send({"type": "http.response.body", "body": page})

    return sending


def _is_shell(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    as_is = "Content-Encoding" not in headers and headers.get("Content-Type", "").startswith("text/html")
    return as_is and message["status"] == HTTPStatus.OK


def _announce(start: Message, path: str, length: int) -> None:
    headers = MutableHeaders(scope=start)
    for name in _OF_THE_FILE:
        del headers[name]
    headers["Link"] = links(path)
    headers["Content-Length"] = str(length)
