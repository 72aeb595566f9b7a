"""The style sheet of the pages and the script that runs before them; both stay in the browser until they change."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_ASSETS = Path(__file__).parents[1] / "pages" / "assets"
_STYLE, _SCRIPT = _ASSETS / "page.css", _ASSETS / "night.js"
_HEADERS = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Encoding": "gzip"}


def style_digest() -> str:
    """
    Name what is in the style sheet.

    Returns
    -------
    digest
        As in its address.
    """
    return _digest(_STYLE)


def script_address() -> str:
    """
    Tell where the script lies.

    Returns
    -------
    address
        Its path; another one whenever what is in it changes.
    """
    return f"/style/{_digest(_SCRIPT)}.js"


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
    return _hand_out(request, _STYLE, "text/css")


async def page_script(request: Request) -> Response:
    """
    Hand out the script.

    Parameters
    ----------
    request
        The request, with the digest in its path.

    Returns
    -------
    answer
        The file, packed; status 404 for another edition of it.
    """
    return _hand_out(request, _SCRIPT, "text/javascript")


def _hand_out(request: Request, file: Path, kind: str) -> Response:
    if request.path_params["digest"] != _digest(file):
        return PlainTextResponse("not found\n", 404)
    return Response(_packed(file), headers=_HEADERS, media_type=kind)


@cache
def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:16]


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)
