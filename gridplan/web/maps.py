"""What maps fetch: their code, and the parcels that a page of the same session laid out."""

from __future__ import annotations

import gzip
from functools import cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gridplan.maps.offline import SCRIPTS, STYLES, TOOLS, asset, assets_digest
from gridplan.maps.shelf import SHELF

_KINDS = {"js": "text/javascript", "css": "text/css"}
_LASTING = {"Cache-Control": "private, max-age=31536000, immutable"}
_PACKED = {"Content-Encoding": "gzip"}


async def parcel(request: Request) -> Response:
    """
    Hand out shapes or colours; the gate has seen to it that they were laid out for this session.

    Parameters
    ----------
    request
        The request, with a key in its path.

    Returns
    -------
    answer
        JSON, packed; status 404 for a key that is not known, status 304 for shapes that the browser has already.
    """
    key = request.path_params["key"]
    found = SHELF.take(key)
    if found is None or not found.content:
        return _not_there()
    return _answer(request, found.content, "application/json", key, lasting=found.lasting)


async def tile(request: Request) -> Response:
    """
    Hand out one tile.

    Parameters
    ----------
    request
        The request, with a key and the number of a tile in its path.

    Returns
    -------
    answer
        The tile, packed; status 404 for a key that is not known.
    """
    asked = request.path_params
    found = SHELF.take(asked["key"])
    if found is None or found.tiles is None:
        return _not_there()
    content = gzip.compress(found.tiles.tile(asked["zoom"], asked["x"], asked["y"]), 1, mtime=0)
    return Response(content, headers=_PACKED, media_type="application/octet-stream")


async def code(request: Request) -> Response:
    """
    Hand out a script or a style sheet.

    Parameters
    ----------
    request
        The request, with the digest of all and a name in its path.

    Returns
    -------
    answer
        The file, packed.
    """
    digest, name = request.path_params["digest"], request.path_params["name"]
    if digest != assets_digest() or name not in {*SCRIPTS, TOOLS, *STYLES}:
        return _not_there()
    return _answer(request, _code(name), _KINDS[name.rpartition(".")[2]], digest, lasting=True)


@cache
def _code(name: str) -> bytes:
    return gzip.compress(asset(name).encode(), mtime=0)


def _answer(request: Request, content: bytes, kind: str, tag: str, *, lasting: bool) -> Response:
    headers = {**_PACKED, "ETag": f'"{tag}"', **(_LASTING if lasting else {})}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=kind)


def _not_there() -> Response:
    return PlainTextResponse("not found\n", 404)
