"""The style sheet of the pages, which stays in the browser until it changes."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_FILE = Path(__file__).parents[1] / "pages" / "assets" / "page.css"
_HEADERS = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Encoding": "gzip"}


@cache
def style_digest() -> str:
    """
    Name what is in the style sheet.

    Returns
    -------
    digest
        As in its address.
    """
    return sha256(_FILE.read_bytes()).hexdigest()[:16]


async def page_style(request: Request) -> Response:
    """
    Hand out the style sheet.

    Parameters
    ----------
    request
        The request, with the digest in its path.

    Returns
    -------
    answer
        The file, packed; status 404 for another edition of it.
    """
    if request.path_params["digest"] != style_digest():
        return PlainTextResponse("not found\n", 404)
    return Response(_packed(), headers=_HEADERS, media_type="text/css")


@cache
def _packed() -> bytes:
    return gzip.compress(_FILE.read_bytes(), mtime=0)
