"""The shell of the pages, packed: Streamlit sends its scripts, some 2.7 MB, as they lie on the disk."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gridplan.web.first_lines import is_page, unpacked, with_first_lines

_STATIC = (Path(str(files("streamlit"))) / "static").resolve()
_KINDS = {".js": "text/javascript", ".css": "text/css"}
#: Their names change with what is in them.
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
}


class Shell:
    """
    The layer inside the gate that packs scripts and style sheets of the shell, each once, and names them ahead.

    Parameters
    ----------
    app
        The layer inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._files: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Serve one request.

        Parameters
        ----------
        scope, receive, send
            As ASGI has them.
        """
        content = await self._content(scope["path"]) if _is_asked_for(scope) else None
        if content is not None:
            kind = _KINDS[Path(scope["path"]).suffix]
            await Response(content, headers=_HEADERS, media_type=kind)(scope, receive, send)
        elif is_page(scope):
            await self.app(unpacked(scope), receive, with_first_lines(scope, send))
        else:
            await self.app(scope, receive, send)

    async def _content(self, path: str) -> bytes | None:
        """Go into a thread only to pack: that takes longer than all the rest of an answer."""
        if path not in self._files:
            content = await run_in_threadpool(_packed, path)
            if content is None:
                return None
            self._files[path] = content
        return self._files[path]


def _is_asked_for(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
        return False
    return "gzip" in HTTPConnection(scope).headers.get("accept-encoding", "")


def _packed(path: str) -> bytes | None:
    """Pack a file of the shell; None for whatever is none, and for one by another path than its own."""
    file = (_STATIC / path.removeprefix("/")).resolve()
    if file.suffix not in _KINDS or not file.is_relative_to(_STATIC) or not file.is_file():
        return None
    # a path of its own alone: what is kept is as much as there are files
    if path != f"/{file.relative_to(_STATIC).as_posix()}":
        return None
    return gzip.compress(file.read_bytes(), 9, mtime=0)
