"""Visits are kept, ten at a time; of each ten all are there or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from gridplan.access.scope import Scope, Viewer
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import VISIT, VISIT_ASIDE
from gridplan.workspace.opening import Workspace
from gridplan.workspace.visits import record_visits
from tests.faults.soundness import faults_of
from tests.faults.town import NOW, found, store

TEN = 10
OFFICER = Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1", account="officer")


def prepare(folder: Path) -> None:
    found(folder)
    store(folder, 0)
    _send(folder, 0)


def act(folder: Path, told: Callable[[str], object]) -> None:
    for bundle in range(1, 9):
        _send(folder, bundle)
        told(str(bundle))


def look(folder: Path, acks: list[str]) -> list[str]:
    kept = _kept(folder)
    wrong = [f"bundle {bundle} has {n} visits" for bundle, n in kept.items() if n != TEN]
    wrong += [f"lost: bundle {bundle}" for bundle in acks if int(bundle) not in kept]
    wrong += [] if len(kept) - len(acks) in {1, 2} else [f"{len(kept)} bundles after {len(acks)} were acknowledged"]
    for bundle in range(9):
        _send(folder, bundle)
    again = _kept(folder)
    wrong += [] if again == dict.fromkeys(range(9), TEN) else [f"sent again: {again}"]
    return wrong + faults_of(folder)


def _send(folder: Path, bundle: int) -> None:
    said = {"grid_id": "g", "device_at": NOW.isoformat(), "outcome": "met", "device": "d"}
    rows = [{"uuid": str(UUID(int=bundle * 100 + n)), "household_id": f"h{n:03d}", **said} for n in range(TEN)]
    record_visits(OFFICER, Workspace.open(folder), rows, now=NOW)


def _kept(folder: Path) -> dict[int, int]:
    """Count visits by bundle, those that were put aside included."""
    with open_database(folder).reading() as connection:
        found = [uuid for table in (VISIT, VISIT_ASIDE) for (uuid,) in connection.execute(select(table.c.uuid))]
    bundles = [UUID(uuid).int // 100 for uuid in found]
    return {bundle: bundles.count(bundle) for bundle in sorted(set(bundles))}
