"""One form for every shape and table, so that the same content has the same SHA-256 wherever it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

#: Decimals of a degree, about a millimetre; exports stand on this lattice, so that noise far below it changes nothing.
DECIMALS = 8
#: Decimals of a figure.
FIGURE_DECIMALS = 6


def on_lattice(shape: BaseGeometry) -> BaseGeometry:
    """
    Put a shape on the lattice that hashes are taken on.

    Parameters
    ----------
    shape
        In degrees.

    Returns
    -------
    shape
        The same points, each on the nearest place of the lattice.
    """
    placed: BaseGeometry = shapely.transform(shape, lambda degrees: degrees.round(DECIMALS) + 0.0)
    return placed


def shape_hash(shape: BaseGeometry) -> str:
    """
    Hash a shape, whichever way its rings run and in whatever order its parts stand.

    Parameters
    ----------
    shape
        In degrees.

    Returns
    -------
    hash
        SHA-256 over the sorted SHA-256 of the normal form of its parts as little-endian WKB.
    """
    parts = shapely.get_parts(shapely.get_parts(shape))
    normal = [shapely.normalize(on_lattice(part)) for part in parts]
    return _joined(sha256(shapely.to_wkb(part, byte_order=1, output_dimension=2)).hexdigest() for part in normal)


def row_texts(table: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """
    Write some columns of a table down, in whatever order its rows stand.

    Parameters
    ----------
    table
        Its index may be one of the columns; a shape is in degrees.
    columns
        Which; `geom` is the shape, of which the hash is written.

    Returns
    -------
    rows
        Each as JSON, sorted.
    """
    plain = pd.DataFrame(table.reset_index() if table.index.name in columns else table)
    named = plain.rename(columns={"geometry": "geom"})
    return sorted(json.dumps([_cell(row[name]) for name in columns]) for row in named.to_dict("records"))


def rows_hash(rows: Sequence[str]) -> str:
    """
    Hash a table for those who compare by eye.

    Parameters
    ----------
    rows
        As `row_texts` gives them.

    Returns
    -------
    hash
        SHA-256 over the rows, one a line.
    """
    return _joined(rows)


def document_hash(document: Mapping[str, Any]) -> str:
    """
    Hash a document.

    Parameters
    ----------
    document
        What JSON can hold.

    Returns
    -------
    hash
        SHA-256 over its JSON with sorted keys, without its own `sha256`.
    """
    said = {name: value for name, value in document.items() if name != "sha256"}
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _cell(value: object) -> object:
    if isinstance(value, BaseGeometry):
        return shape_hash(value)
    if value is None or value == "" or value != value:  # noqa: PLR0124 # only what is not a number differs from itself
        return None
    return value if isinstance(value, str) else round(float(value), FIGURE_DECIMALS) + 0.0  # type: ignore[arg-type]


def _joined(hashes: Iterable[str]) -> str:
    return sha256("\n".join(sorted(hashes)).encode()).hexdigest()
