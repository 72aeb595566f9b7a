"""A table as it lies in its file: a header, rows of cells, and the row of each in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.tables.cells import BLANKS

#: A header is looked for in so many rows.
_HEADER_WITHIN = 20


@dataclass(frozen=True)
class Sheet:
    """
    A table before its columns are understood.

    Attributes
    ----------
    file
        Name of the file.
    header
        Columns as the file spells them.
    cells
        One column a header, by position.
    rows
        Row of each in the file: from 1 with the header as row 1, or feature from 0.
    layer
        Sheet or layer.
    shapes
        Shapes in degrees, where the file has them.
    datum
        What the coordinate system of the file says of the datum, or nothing.
    findings
        What was said while reading.
    """

    file: str
    header: list[str]
    cells: pd.DataFrame
    rows: NDArray[np.int64]
    layer: str | None = None
    shapes: gpd.GeoSeries | None = None
    datum: str = ""
    findings: tuple[InputFinding, ...] = ()


def plain_name(header: object) -> str:
    """
    Write a header so that spellings that look alike are alike.

    Parameters
    ----------
    header
        As the file spells it.

    Returns
    -------
    name
        Half width, lower case, on one line without blanks around it.
    """
    return re.sub(r"\s*[\r\n]\s*", "", unicodedata.normalize("NFKC", str(header)).strip(BLANKS)).casefold()


def header_at(matrix: Sequence[Sequence[object]], known: Collection[str]) -> int:
    """
    Find the row that is the header: of the first full rows the one that is known best.

    Parameters
    ----------
    matrix
        All rows; at least one holds something.
    known
        Headers that are known, as `plain_name` writes them.

    Returns
    -------
    at
        Its position.
    """
    full = [at for at, row in enumerate(matrix) if any(not _is_blank(cell) for cell in row)]
    return max(full[:_HEADER_WITHIN], key=lambda at: (sum(plain_name(cell) in known for cell in matrix[at]), -at))


def headed(
    matrix: Sequence[Sequence[object]],
    numbers: Sequence[int],
    known: Collection[str],
    file: str,
    *,
    layer: str | None = None,
    findings: Sequence[InputFinding] = (),
) -> Sheet:
    """
    Find the header of a table and check that every row has its width.

    Parameters
    ----------
    matrix
        All rows, blank ones with them.
    numbers
        Row of each in the file, from 1.
    known
        Headers that are known, as `plain_name` writes them.
    file
        Name of the file.
    layer
        Sheet.
    findings
        What was said before.

    Returns
    -------
    sheet
        Rows below the header; blank rows and columns without header or content are left out.

    Raises
    ------
    RefusedError
        If nothing stands in the file, or a row is wider than its header.
    """
    full = [at for at, row in enumerate(matrix) if any(not _is_blank(cell) for cell in row)]
    if not full:
        raise RefusedError(*findings, say("FILE_EMPTY", file, layer=layer))
    top = header_at(matrix, known)
    said = list(findings) + ([say("HDR_OFFSET", file, layer=layer, row=numbers[top])] if top != full[0] else [])
    header = ["" if _is_blank(cell) else str(cell) for cell in matrix[top]]
    body = [at for at in full if at > top]
    ragged = [_ragged(matrix[at], header, file, numbers[at], layer) for at in body if _overhangs(matrix[at], header)]
    if ragged:
        raise RefusedError(*said, *ragged)
    cells = pd.DataFrame([list(matrix[at])[: len(header)] for at in body], columns=range(len(header)))
    rows = np.array([numbers[at] for at in body], dtype=np.int64)
    return Sheet(file, header, cells, rows, layer, findings=tuple(said))


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip(BLANKS))


def _overhangs(row: Sequence[object], header: Sequence[str]) -> bool:
    return len(row) < len(header) or any(not _is_blank(cell) for cell in row[len(header) :])


def _ragged(row: Sequence[object], header: Sequence[str], file: str, number: int, layer: str | None) -> InputFinding:
    shown = " | ".join(str(cell)[:2] + "…" for cell in row)
    return say("CSV_RAGGED", file, layer=layer, row=number, fields=len(row), columns=len(header), shown=shown)
