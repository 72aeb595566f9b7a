"""Open a table of any format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from gridplan.storage.gate.saying import RefusedError, say
from gridplan.storage.tables.delimited import read_delimited
from gridplan.storage.tables.headers import known_headers
from gridplan.storage.tables.kind import Kind
from gridplan.storage.tables.shapes import SUFFIXES as SHAPE_SUFFIXES
from gridplan.storage.tables.shapes import read_shapes
from gridplan.storage.tables.sheet import Sheet
from gridplan.storage.tables.workbook import read_workbook

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
BOOK_SUFFIXES = (".xlsx", ".xlsm")
#: Suffixes of files that a table may come in.
SUFFIXES = (*TEXT_SUFFIXES, *BOOK_SUFFIXES, ".parquet", *SHAPE_SUFFIXES)


def open_sheet(path: Path, kind: Kind, layer: str | None = None) -> Sheet:
    """
    Open a table.

    Parameters
    ----------
    path
        The file.
    kind
        What it should hold; tells where the header is.
    layer
        Layer of a file that has several.

    Returns
    -------
    sheet
        Its cells.

    Raises
    ------
    RefusedError
        If it can't be read.
    """
    suffix = path.suffix.casefold()
    if suffix in TEXT_SUFFIXES:
        return read_delimited(path, known_headers(kind))
    if suffix in BOOK_SUFFIXES:
        return read_workbook(path, known_headers(kind))
    if suffix == ".parquet" and not _is_geoparquet(path):
        return _read_parquet(path)
    if suffix in SHAPE_SUFFIXES or suffix == ".parquet":
        return read_shapes(path, layer, wanted=(kind.name, *kind.stems))
    raise RefusedError(say("FMT_UNSUPPORTED", path.name, suffix=suffix or path.name))


def _is_geoparquet(path: Path) -> bool:
    return b"geo" in (_opened(path).schema_arrow.metadata or {})


def _read_parquet(path: Path) -> Sheet:
    frame = _opened(path).read().to_pandas()
    frame = frame.reset_index() if frame.index.name else frame
    header = [str(column) for column in frame.columns]
    rows = np.arange(2, len(frame) + 2, dtype=np.int64)
    return Sheet(path.name, header, frame.set_axis(range(len(header)), axis=1), rows)


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise RefusedError(say("FILE_DAMAGED", path.name, reason=error)) from error
