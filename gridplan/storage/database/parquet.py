"""Tables as Parquet in memory; households in one part a grid, so that nobody needs to read those of other grids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from gridplan.storage.kept_tables import read_kept, unarrowed

#: Column that remembers the order of rows across parts.
_ORDER = "__order"


@dataclass(frozen=True)
class Part:
    """
    One table, or the rows of one grid, as Parquet.

    Attributes
    ----------
    parquet
        The file.
    rows
        How many rows it has.
    sha256
        Its hash as hexadecimal text.
    """

    parquet: bytes
    rows: int
    sha256: str


def pack(table: pd.DataFrame) -> Part:
    """
    Write a table.

    Parameters
    ----------
    table
        A table, with shapes or without.

    Returns
    -------
    part
        All of it.
    """
    buffer = BytesIO()
    table.to_parquet(buffer, compression="zstd")
    return _part(buffer, len(table))


def pack_by(table: pd.DataFrame, column: str) -> dict[str, Part]:
    """
    Write a table in parts.

    Parameters
    ----------
    table
        A table, with shapes or without.
    column
        Rows with one value of this column make one part.

    Returns
    -------
    parts
        By value; under "" the rows without one.
    """
    whole = pq.read_table(BytesIO(pack(table).parquet))
    whole = whole.append_column(_ORDER, pa.array(np.arange(len(table)), pa.int32()))
    codes, values = pd.factorize(table[column].fillna(""), sort=True)
    ordered = whole.take(np.argsort(codes, kind="stable"))
    counts = np.bincount(codes, minlength=len(values))
    starts = np.cumsum(counts) - counts
    return {
        str(value): _written(ordered.slice(start, count))
        for value, start, count in zip(values, starts, counts, strict=True)
    }


def unpack(parquet: bytes) -> pd.DataFrame:
    """
    Read a table.

    Parameters
    ----------
    parquet
        As `pack` wrote it.

    Returns
    -------
    table
        A GeoDataFrame where it has shapes.
    """
    return read_kept(BytesIO(parquet))


def unpack_all(none: bytes, parts: Iterable[bytes]) -> pd.DataFrame:
    """
    Read a table from its parts.

    Parameters
    ----------
    none
        The table without rows, as `pack` wrote it.
    parts
        Any parts of it, as `pack_by` wrote them.

    Returns
    -------
    table
        Their rows in the order that they had.
    """
    filled = [pq.read_table(BytesIO(part)) for part in parts]
    if not filled:
        return unpack(none)
    whole = pa.concat_tables(filled)
    return unarrowed(whole.take(np.argsort(whole[_ORDER].to_numpy())).drop_columns(_ORDER))


def _written(table: pa.Table) -> Part:
    buffer = BytesIO()
    # nobody searches inside a part, so that it needs no figures of its columns
    pq.write_table(table, buffer, compression="zstd", write_statistics=False)
    return _part(buffer, table.num_rows)


def _part(buffer: BytesIO, rows: int) -> Part:
    parquet = buffer.getvalue()
    return Part(parquet, rows, hashlib.sha256(parquet).hexdigest())
