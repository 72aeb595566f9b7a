"""Visits are kept, ten at a time; of each ten all are there or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from gridplan.storage.database.engine import open_database
from gridplan.storage.database.schema import VISIT, VISIT_ASIDE
from gridplan.storage.database.visits import add_visits
from tests.faults.soundness import faults_of
from tests.faults.town import NOW, found, store

TEN = 10


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
    said = {"officer_id": "B1-1", "grid_id": "g", "device_at": NOW, "outcome": "home", "note": "", "device": "d"}
    visits = [{"uuid": f"{bundle}-{n}", "household_id": f"h{n:03d}", **said} for n in range(TEN)]
    with open_database(folder).writing() as connection:
        add_visits(connection, visits, now=NOW)


def _kept(folder: Path) -> dict[int, int]:
    with open_database(folder).reading() as connection:
        found = [*connection.execute(select(VISIT.c.uuid)), *connection.execute(select(VISIT_ASIDE.c.uuid))]
        count = connection.execute(select(func.count(VISIT.c.uuid.distinct()))).scalar_one()
    bundles = [int(uuid.partition("-")[0]) for (uuid,) in found]
    if count != len([*filter(None, found)]) and count:
        bundles += [99]
    return {bundle: bundles.count(bundle) for bundle in sorted(set(bundles))}
