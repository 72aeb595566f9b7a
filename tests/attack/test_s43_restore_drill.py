"""S43: back up, lose everything, restore; every row of every table is there again."""

import hashlib
import os
import shutil
import time

import pytest

from gridplan.access.scope import OPERATOR
from gridplan.errors import StorageError
from gridplan.storage.backup.rows import batches, tables_of
from gridplan.storage.database.engine import open_database
from gridplan.storage.folder import write_inputs
from gridplan.workspace.backing_up import back_up, restore
from gridplan.workspace.opening import Workspace
from tests.faults.figures import keep
from tests.faults.many import store_households, store_more

WORD = "correct horse battery"


def _hashes(folder):
    """Hash every table but the audit and the name of the last change, which a restore adds to."""
    with open_database(folder).reading() as connection:
        told = {table.name: [*batches(connection, table)] for table in tables_of(connection)}
    kept = {name: parts for name, parts in told.items() if name not in {"audit", "setting"}}
    return {name: hashlib.sha256(repr([part.to_pylist() for part in parts]).encode()) for name, parts in kept.items()}


def _drill(folder, town, plan, count):
    write_inputs(town, folder)
    workspace = Workspace.open(folder)
    store_households(workspace.database, count)
    store_more(workspace.database, plan, count)
    before = {name: digest.hexdigest() for name, digest in _hashes(folder).items()}
    backup = folder.with_name("town.gpb")
    seconds = {}
    began = time.perf_counter()
    back_up(OPERATOR, workspace, backup, WORD)
    seconds["backup_s"] = time.perf_counter() - began
    workspace.database.close()
    shutil.rmtree(folder)
    began = time.perf_counter()
    manifest = restore(OPERATOR, backup, folder, WORD)
    seconds["restore_s"] = time.perf_counter() - began
    size = backup.stat().st_size
    os.truncate(backup, min(2_000_000, size // 2))
    with pytest.raises(StorageError, match=r"damaged or cut at chunk|is cut after chunk"):
        restore(OPERATOR, backup, folder, WORD, replace=True)
    assert {name: digest.hexdigest() for name, digest in _hashes(folder).items()} == before
    return {"households": count, "rows": sum(manifest.rows.values()), "bytes": size, **seconds}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("GRIDPLAN_DATABASE", raising=False)
    return tmp_path / "town"


def test_s43_a_small_drill(folder, town, planned):
    assert _drill(folder, town, planned, 500)["rows"] > 1500


@pytest.mark.faults
def test_s43_fifty_thousand_households(folder, town, planned):
    told = _drill(folder, town, planned, 50_000)
    keep("restore_drill", told)
    assert max(told["backup_s"], told["restore_s"]) < 60
