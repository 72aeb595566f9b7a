"""A plan is written over older files; each is the old one or the new one, and opens."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from gridplan.access.scope import OPERATOR
from gridplan.workspace.exporting import export_plan
from gridplan.workspace.opening import Workspace
from tests.faults.soundness import faults_of
from tests.faults.town import found, store

FORMS = ("json", "gpkg", "xlsx", "html")
_OLD = b"old"


def prepare(folder: Path) -> None:
    found(folder)
    store(folder, 0)
    (folder / "out").mkdir()
    for form in FORMS:
        (folder / "out" / f"plan.{form}").write_bytes(_OLD)


def act(folder: Path, told: Callable[[str], object]) -> None:
    for form in FORMS:
        _export(folder, form)
        told(form)


def look(folder: Path, acks: list[str]) -> list[str]:
    wrong = []
    for form in FORMS:
        file = folder / "out" / f"plan.{form}"
        if file.read_bytes() == _OLD:
            wrong += [f"lost: {form}"] if form in acks else []
        elif not _opens(file):
            wrong += [f"damaged: {form}"]
    _export(folder, FORMS[0])
    return wrong + faults_of(folder)


def _export(folder: Path, form: str) -> None:
    export_plan(OPERATOR, Workspace.open(folder), form, folder / "out" / f"plan.{form}")


def _opens(file: Path) -> bool:
    match file.suffix:
        case ".json":
            return bool(json.loads(file.read_text(encoding="utf-8")))
        case ".xlsx":
            with zipfile.ZipFile(file) as archive:
                return archive.testzip() is None
        case ".gpkg":
            with closing(sqlite3.connect(file)) as database:
                return bool(database.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    return file.read_text(encoding="utf-8").rstrip().endswith("</html>")
