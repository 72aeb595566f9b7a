"""Rows of a delimited text file."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.tables.decoding import decode
from gridplan.storage.tables.sheet import Sheet, headed

_DELIMITERS = (",", "\t", ";", "|")
_FULLWIDTH = "，"
#: Lines that the delimiter is judged by.
_JUDGED = 20


def read_delimited(path: Path, known: Collection[str]) -> Sheet:
    """
    Read a .csv, .tsv or .txt.

    Parameters
    ----------
    path
        The file.
    known
        Headers that are known.

    Returns
    -------
    sheet
        Cells as texts.

    Raises
    ------
    RefusedError
        If the file can't be decoded or isn't rows of equal width.
    """
    matrix, findings = rows_of(path)
    return headed(matrix, range(1, len(matrix) + 1), known, path.name, findings=findings)


def rows_of(path: Path) -> tuple[list[list[str]], list[InputFinding]]:
    """
    Cut a .csv, .tsv or .txt into rows.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    rows
        All of them, blank ones and the header too.
    findings
        What was said of encoding and delimiter.

    Raises
    ------
    RefusedError
        If the file can't be decoded, or a quote is not closed.
    """
    text, findings = decode(path.read_bytes(), path.name)
    delimiter, said = _delimiter(text, path.name)
    try:
        rows = list(csv.reader(io.StringIO(_one_line_end(text), newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RefusedError(*findings, say("CSV_QUOTE", path.name, reason=error)) from error
    return rows, [*findings, *said]


def _one_line_end(text: str) -> str:
    """Lines end with a line feed; a carriage return elsewhere is a blank, unless it is all that ends lines."""
    text = text.replace("\r\n", "\n")
    return text.replace("\r", " " if "\n" in text else "\n")


def _delimiter(text: str, file: str) -> tuple[str, list[InputFinding]]:
    """Choose the delimiter that cuts the first lines, most of them alike."""
    lines = [line for line in _one_line_end(text).split("\n", _JUDGED)[:_JUDGED] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (sum(n > 0 for n in counts[mark]), max(counts[mark], default=0)))
    if not any(counts[best]) and any(line.count(_FULLWIDTH) for line in lines):
        raise RefusedError(say("CSV_DELIM_FULLWIDTH", file))
    usual = best == "," or not any(counts[best]) or (best == "\t" and file.casefold().endswith(".tsv"))
    return best, [] if usual else [say("CSV_DELIM", file, delimiter="TAB" if best == "\t" else best)]
