"""The style sheet of the pages and the scripts that run before them, as one; both stay in the browser until changed."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gridplan.web.page_words import script_of_words

_ASSETS = Path(__file__).parents[1] / "pages" / "assets"
_STYLE = ("page.css",)
#: In their order; the last two say words.
_SCRIPT = ("night.js", "words.js", "line.js")
_HEADERS = {"Cache-Control": "private, max-age=31536000, immutable", "Content-Encoding": "gzip"}


def style_address() -> str:
    """
    Tell where the style sheet lies.

    Returns
    -------
    address
        Its path; another one whenever what is in it changes.
    """
    return f"/style/{_digest(_STYLE)}.css"


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


def _hand_out(request: Request, names: tuple[str, ...], kind: str) -> Response:
    if request.path_params["digest"] != _digest(names):
        return PlainTextResponse("not found\n", 404)
    return Response(_packed(names), headers=_HEADERS, media_type=kind)


def _content(names: tuple[str, ...]) -> bytes:
    said = script_of_words().encode() if names == _SCRIPT else b""
    return said + b"".join((_ASSETS / name).read_bytes() for name in names)


@cache
def _digest(names: tuple[str, ...]) -> str:
    return sha256(_content(names)).hexdigest()[:16]


@cache
def _packed(names: tuple[str, ...]) -> bytes:
    return gzip.compress(_content(names), mtime=0)
