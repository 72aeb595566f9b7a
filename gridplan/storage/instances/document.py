"""One JSON object out of a file, packed with gzip or not, whatever the file really holds."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any, NoReturn

from gridplan.errors import StorageError
from gridplan.storage.gate.saying import RefusedError, say

#: So much text is read, and so many values of it, each of which takes some fifty bytes: half a million units.
MOST_MB, MOST_VALUES = 128, 8_000_000
_MB = 1 << 20
_GZIP = b"\x1f\x8b"


def read_document(path: Path) -> dict[str, Any]:
    """
    Read a JSON object.

    Parameters
    ----------
    path
        A file of JSON in UTF-8, as it is or packed with gzip.

    Returns
    -------
    document
        Its keys and values.

    Raises
    ------
    RefusedError
        If there is no such file, or it holds something else.
    StorageError
        If the disk fails.
    """
    document = _parsed(path)
    if not isinstance(document, dict):
        raise RefusedError(say("INST_OBJECT", path.name, found=_called(document)))
    return document


def read_documents(path: Path) -> tuple[list[dict[str, Any]], bool]:
    """
    Read a JSON object, or a list of them.

    Parameters
    ----------
    path
        A file of JSON in UTF-8, as it is or packed with gzip.

    Returns
    -------
    documents, alone
        Their keys and values, and whether the file holds one object and no list.

    Raises
    ------
    RefusedError
        If there is no such file, or it holds something else.
    StorageError
        If the disk fails.
    """
    found = _parsed(path)
    if isinstance(found, dict):
        return [found], True
    if not isinstance(found, list) or not found:
        raise RefusedError(say("INST_OBJECTS", path.name, found=_called(found)))
    for at, document in enumerate(found):
        if not isinstance(document, dict):
            raise RefusedError(say("INST_OBJECTS", path.name, layer=f"[{at}]", found=_called(document)))
    return found, False


def _parsed(path: Path) -> Any:  # noqa: ANN401 # whatever the file holds
    text = _text(path)
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise RefusedError(say("JSON_DEPTH", path.name)) from error
    except json.JSONDecodeError as error:
        where = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise RefusedError(say("FILE_DAMAGED", path.name, reason=where)) from error
    except ValueError as error:
        raise RefusedError(say("INST_NUMBER", path.name, value=error)) from error


def _text(path: Path) -> str:
    if not path.is_file():
        raise RefusedError(say("FILE_MISSING", path.name))
    try:
        raw = _unpacked(path)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise RefusedError(say("FILE_DAMAGED", path.name, reason=error)) from error
    except OSError as error:
        raise StorageError(f"can't read {path}: {error.strerror or error}") from error
    if not raw:
        raise RefusedError(say("FILE_EMPTY", path.name))
    if raw.count(b",") > MOST_VALUES:
        raise RefusedError(say("INST_TOO_MANY", path.name, most=MOST_VALUES))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(say("FILE_DAMAGED", path.name, reason="not UTF-8")) from error


def _unpacked(path: Path) -> bytes:
    """Read no more than the limit, however small the file looks."""
    with path.open("rb") as file:
        packed = file.peek(2)[:2] == _GZIP
        whole = gzip.GzipFile(fileobj=file) if packed else file
        raw = whole.read(MOST_MB * _MB + 1)
    if len(raw) <= MOST_MB * _MB:
        return raw
    if packed:
        raise RefusedError(say("ARCHIVE_BOMB", path.name, size_mb=f"> {MOST_MB}"))
    size = round(path.stat().st_size / _MB)
    raise RefusedError(say("INST_TOO_BIG", path.name, size_mb=size, limit_mb=MOST_MB))


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _called(value: object) -> str:
    return ("[...]" if value else "[]") if isinstance(value, list) else json.dumps(value)
