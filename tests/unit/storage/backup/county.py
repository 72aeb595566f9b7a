"""A small workspace with something in every kind of place, and what a person would see of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select, types

from gridplan.storage.backup.header import Cost
from gridplan.storage.backup.making import make_backup
from gridplan.storage.backup.placing import Target
from gridplan.storage.backup.restoring import restore_backup
from gridplan.storage.backup.rows import tables_of
from gridplan.storage.database.engine import open_database
from gridplan.storage.settling import CHANGE

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
WORD = "correct horse 电池"
CHEAP = Cost(passes=1, lanes=1, memory_kib=8)


def found(folder: Path, *, rows: int = 30, url: str = "", saying: str = "old") -> None:
    """Make the workspace."""
    folder.mkdir()
    (folder / "gridplan.toml").write_text(f'name = "{saying}"\n', encoding="utf-8")
    (folder / "gridplan.key").write_text(f"key of {saying}", encoding="utf-8")
    (folder / "audit.anchor").write_text("1 head\n", encoding="ascii")
    (folder / "layers").mkdir()
    (folder / "layers" / "county.gpkg").write_bytes(saying.encode() * 1000)
    (folder / "cache").mkdir()
    (folder / "cache" / "tables.parquet").write_bytes(b"cache")
    fill(open_database(folder, url=url), rows, saying)


def fill(database, rows, saying):
    """Put rows into every table there is; what points at another table finds its row there."""
    with database.writing() as connection:
        for table in tables_of(connection):
            connection.execute(insert(table), [_row(table, n, saying) for n in range(1, rows + 1)])


def _row(table, n, saying):
    return {column.name: _value(column, n, saying) for column in table.columns}


def _value(column, n, saying):
    if column.nullable and not column.foreign_keys and n % 3 == 0:
        return None
    samples = {
        types.Boolean: n % 2 == 0,
        types.Integer: n,
        types.Float: n / 7,
        types.JSON: {saying: [n, None, "字"]},
        types.LargeBinary: bytes(range(n % 256)) * 9,
        types.String: f"{saying} {n:03} 字",
    }
    return next(value for kind, value in samples.items() if isinstance(column.type, kind))


def files(folder):
    """What lies there, without backups, locks and the database's own files."""
    kept = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {path.relative_to(folder): path for path in kept if "backups" not in path.parts}
    return {str(name): path.read_bytes() for name, path in names.items() if not name.name.startswith("gridplan.db")}


def rows_of(folder, *, url=""):
    """Every row of every table, but the name of the last change."""
    with open_database(folder, url=url).reading() as connection:
        tables = tables_of(connection)
        told = {t.name: connection.execute(select(t).order_by(*t.primary_key.columns)).all() for t in tables}
    return told | {"setting": [row for row in told["setting"] if row.key != CHANGE]}


def next_number(folder, *, url=""):
    """Store one more visit and tell the number that it gets."""
    with open_database(folder, url=url).writing() as connection:
        table = next(table for table in tables_of(connection) if table.name == "visit")
        values = {name: value for name, value in _row(table, 1, "next").items() if name != "seq"}
        return connection.execute(insert(table).values(values)).inserted_primary_key[0]


def back_up(folder, path, *, url="", word=WORD):
    database = open_database(folder, url=url)
    return make_backup(database, path, word, county="小镇", now=NOW, key=folder / "gridplan.key", cost=CHEAP)


def restore(path, folder, *, url="", word=WORD, replace=False, **more):
    target = Target(folder, folder / "gridplan.key", url=url, replace=replace)
    return restore_backup(path, word, target, now=NOW, **more)
