"""Look at an upload before Streamlit keeps it: is it what its name says? The import gate looks at the rest."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive

#: Bytes of an upload with what stands around the file; the import gate reads no larger files.
MOST = 101 << 20
#: Bytes that are looked at; the name of the file and the beginning of its content lie within.
_HEAD = 8_192
_NAME = re.compile(rb'filename="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_TEXT = frozenset({".csv", ".tsv", ".txt", ".json", ".geojson", ".kml", ".ovkml", ".osm", ".graphml"})
_BEGINS = {
    ".xlsx": b"PK\x03\x04", ".zip": b"PK\x03\x04", ".kmz": b"PK\x03\x04",
    ".gpkg": b"SQLite format 3\0", ".parquet": b"PAR1",
}  # fmt: skip
#: Marks of text in two bytes a letter, where zero bytes are letters.
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HARMFUL = (b"MZ", b"\x7fELF", b"%PDF", b"#!", b"\xca\xfe\xba\xbe", b"Rar!", b"7z\xbc\xaf")


async def checked_upload(length: str, receive: Receive) -> tuple[PlainTextResponse | None, Receive]:
    """
    Read the beginning of an upload.

    Parameters
    ----------
    length
        The Content-Length header; nothing where there is none.
    receive
        As ASGI has it.

    Returns
    -------
    refusal
        The answer to give; None for a file that is what its name says.
    receive
        Gives what was read once more, then the rest.
    """
    if not length.isdigit() or int(length) > MOST:
        return PlainTextResponse("this file is too large\n", 413), receive
    messages: list[Message] = []
    head = b""
    more = True
    while more and len(head) < _HEAD:
        message = await receive()
        messages.append(message)
        head += message.get("body", b"")
        more = message.get("more_body", False)
    refusal = None if is_as_named(head) else PlainTextResponse("this kind of file is not taken\n", 415)
    waiting = iter(messages)

    async def again() -> Message:
        return next(waiting, None) or await receive()

    return refusal, again


def is_as_named(head: bytes) -> bool:
    """
    Tell whether a file begins as its name promises.

    Parameters
    ----------
    head
        Beginning of a multipart body.

    Returns
    -------
    sound
        Whether it does; other kinds than those of the import gate never do.
    """
    described, found, content = head.partition(b"\r\n\r\n")
    name = _NAME.search(described)
    if name is None or not found or b"filename*" in described:
        return False
    suffix = PurePosixPath(name[1].decode("utf-8", "replace")).suffix.casefold()
    if suffix == ".pbf":
        return b"OSMHeader" in content[:64]
    if suffix in _BEGINS:
        return content.startswith(_BEGINS[suffix])
    if suffix not in _TEXT or content.startswith((*_HARMFUL, *_BEGINS.values())):
        return False
    return content.startswith(_WIDE) or b"\0" not in content
