"""A small workspace with something in every kind of place, and what a person would see of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from gridplan.storage.backup.header import Cost
from gridplan.storage.backup.making import make_backup
from gridplan.storage.backup.placing import Target
from gridplan.storage.backup.restoring import restore_backup
from gridplan.storage.backup.rows import tables_of
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import IMPORT_BATCH, PERSON, PLAN_PART, PLAN_VERSION, SETTING, VISIT

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
    with database.writing() as connection:
        batch = {"at": NOW, "account": "operator", "files": {saying: "0"}, "rows": {}, "status": "stored"}
        connection.execute(insert(IMPORT_BATCH).values(batch))
        plan = {"plan_id": saying, "created_at": "1", "account": "", "state": "draft", "state_at": NOW, "digest": ""}
        connection.execute(insert(PLAN_VERSION).values(plan | {"header": {"县": saying}, "base_plan_id": None}))
        part = {"plan_id": saying, "name": "grids", "part": "", "sha256": "", "rows": 1}
        connection.execute(insert(PLAN_PART).values(part | {"parquet": bytes(range(256)) * 100}))
        connection.execute(insert(PERSON), [_person(n) for n in range(rows)])
        connection.execute(insert(VISIT), [_visit(n) for n in range(rows)])
        connection.execute(insert(SETTING).values(key="edition", value=saying))


def _person(n):
    return {"household_id": f"h{n}", "holder_c": bytes([n % 256]) * 40, "consent": None, "valid_from": NOW}


def _visit(n):
    said = dict.fromkeys(("household_id", "officer_id", "grid_id", "outcome", "note", "device", "digest"), f"字{n}")
    return said | {"uuid": f"u{n}", "device_at": NOW, "server_at": NOW, "flags": {"late": n % 2 == 0}}


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
    return told | {"setting": [row for row in told["setting"] if row.key != "change"]}


def back_up(folder, path, *, url="", word=WORD):
    database = open_database(folder, url=url)
    return make_backup(database, path, word, county="小镇", now=NOW, key=folder / "gridplan.key", cost=CHEAP)


def restore(path, folder, *, url="", word=WORD, replace=False, **more):
    target = Target(folder, folder / "gridplan.key", url=url, replace=replace)
    return restore_backup(path, word, target, now=NOW, **more)
