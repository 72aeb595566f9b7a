"""One edit of a plan, made to the plan in memory and to its GeoPackage alike."""

# ruff: noqa: S608 # names of tables and columns come from the tests

from __future__ import annotations

import shutil
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

KEYS = {"units": "unit_id", "grids": "grid_id", "officers": "officer_id", "branches": "branch_id"}
#: What the noise of a reprojection may come to.
METRES, DEGREES = 1e-4, 9e-10


@dataclass(frozen=True)
class Edit:
    """`put` values into rows, `drop` rows, `double` them (with other values), or `shuffle` a table."""

    act: str
    table: str
    where: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    seed: int = 0


def on_plan(plan, edits):
    for edit in edits:
        if hasattr(plan, edit.table):
            plan = replace(plan, **{edit.table: _edited(getattr(plan, edit.table), edit)})
        elif edit.table == "declarations":
            kept = replace(plan.registers, declarations=_edited(plan.registers.declarations, edit))
            plan = replace(plan, registers=kept)
    return plan


def _edited(table, edit):
    key = KEYS.get(edit.table)
    rows = table.reset_index() if key else table.copy()
    hit = np.ones(len(rows), dtype=bool)
    for column, value in edit.where.items():
        hit &= (rows[column] == value).to_numpy()
    if edit.act == "drop":
        rows = rows[~hit]
    elif edit.act == "noise":
        rows["geometry"] = gpd.GeoSeries(_noisy(table.geometry, edit.seed, METRES), crs=table.crs)
    elif edit.act == "shuffle":
        rows = rows.iloc[np.random.default_rng(edit.seed).permutation(len(rows))]
    elif edit.act == "double":
        rows = pd.concat([rows, _put(rows[hit].copy(), np.ones(hit.sum(), bool), edit.values)], ignore_index=True)
    else:
        rows = _put(rows, hit, edit.values)
    spatial = isinstance(table, gpd.GeoDataFrame)
    rows = gpd.GeoDataFrame(rows, crs=table.crs) if spatial else rows
    return rows.set_index(key) if key else rows.reset_index(drop=True)


def _put(rows, hit, values):
    for column, value in values.items():
        cells = rows[column].to_numpy(dtype=object).copy()
        cells[hit] = value
        rows[column] = gpd.GeoSeries(cells, rows.index, crs=rows.crs) if column == "geometry" else list(cells)
    return rows


def _noisy(shapes, seed, size):
    """Add a wave of the place, so that rings stay closed; another one for every shape."""
    waves = np.random.default_rng(seed).uniform(1, 1e3, len(shapes))
    pairs = zip(shapes, waves, strict=True)
    return [shapely.transform(shape, lambda at, w=wave: at + size * np.sin(at * w)) for shape, wave in pairs]


class Package:
    """The GeoPackage of a plan, and copies of it with edits."""

    def __init__(self, path, crs):
        self.path = path
        self.degrees = Transformer.from_crs(crs, 4326, always_xy=True)
        with closing(sqlite3.connect(path)) as connection, connection:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:  # they call functions that only GDAL has
                connection.execute(f'DROP TRIGGER "{name}"')

    def copy(self, target, edits):
        shutil.copyfile(self.path, target)
        with closing(sqlite3.connect(target)) as connection, connection:
            connection.execute("PRAGMA synchronous = off")
            for edit in edits:
                self._apply(connection, edit)
        return target

    def _apply(self, connection, edit):
        where = " AND ".join(f'"{column}" = ?' for column in edit.where) or "1"
        given = list(edit.where.values())
        values = {"geom" if c == "geometry" else c: self._cell(v) for c, v in edit.values.items()}  # noqa: PD011
        known = [row[1] for row in connection.execute(f'PRAGMA table_info("{edit.table}")')]
        values = {column: value for column, value in values.items() if column in known}
        if edit.act == "drop":
            connection.execute(f'DELETE FROM "{edit.table}" WHERE {where}', given)
        elif edit.act == "noise":
            rows = connection.execute(f'SELECT fid, geom FROM "{edit.table}"').fetchall()
            shapes = _noisy([shapely.from_wkb(blob[40:]) for _, blob in rows], edit.seed, DEGREES)
            put = [(_blob(shape), fid) for shape, (fid, _) in zip(shapes, rows, strict=True)]
            connection.executemany(f'UPDATE "{edit.table}" SET geom = ? WHERE fid = ?', put)
        elif edit.act == "shuffle":
            connection.execute(f'UPDATE "{edit.table}" SET fid = -fid * 7 % 1009 - 2000', ())
        elif edit.act == "double":
            columns = [column for column in known if column != "fid"]
            taken = ", ".join("?" if column in values else f'"{column}"' for column in columns)
            named = ", ".join(f'"{column}"' for column in columns)
            put = [values[column] for column in columns if column in values]
            connection.execute(
                f'INSERT INTO "{edit.table}" ({named}) SELECT {taken} FROM "{edit.table}" WHERE {where}', put + given
            )
        elif values:
            put = ", ".join(f'"{column}" = ?' for column in values)
            connection.execute(f'UPDATE "{edit.table}" SET {put} WHERE {where}', [*values.values(), *given])

    def _cell(self, value):
        if not isinstance(value, shapely.Geometry):
            return value.item() if isinstance(value, np.generic) else value
        at = shapely.transform(value, lambda xy: np.column_stack(self.degrees.transform(*xy.T)))
        return _blob(at)


def _blob(degrees):
    return b"GP" + struct.pack("<BBi", 0, 1 | 16 * degrees.is_empty, 4326) + shapely.to_wkb(degrees)
