"""CSV tables as text: ids keep their zeros, Chinese comes in UTF-8 or GB18030."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from gridplan.errors import InputError

#: Rows of a table, each a list of cells.
Rows = list[list[str]]


def read_texts(folder: Path) -> Mapping[str, Rows]:
    """
    Read every CSV of a folder.

    Parameters
    ----------
    folder
        The folder.

    Returns
    -------
    tables
        Rows by file name; blank rows are left out.

    Raises
    ------
    InputError
        If a file is neither UTF-8 nor GB18030.
    """
    return {path.name: _rows(path) for path in sorted(folder.iterdir()) if path.suffix.casefold() == ".csv"}


def _rows(path: Path) -> Rows:
    cells = ([cell.strip() for cell in row] for row in csv.reader(_decoded(path).splitlines()))
    return [row for row in cells if any(row)]


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path.name} is neither UTF-8 nor GB18030; save it again as UTF-8")
