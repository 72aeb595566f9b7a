"""Many officers send visits at once, each from a process of its own, every fifth of those sent is a repetition."""

from __future__ import annotations

import multiprocessing
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from multiprocessing.context import ForkContext
from typing import Any

import numpy as np

from gridplan.storage.database.engine import Database
from gridplan.storage.database.schema import HOLDING
from gridplan.storage.database.upsert import insert_new
from gridplan.storage.database.visits import VisitsKept, add_visits

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Crowd:
    """How many officers, how many visits each, the mean pause between two, and what all ids begin with."""

    officers: int
    visits: int
    pause_s: float
    name: str = ""


@dataclass(frozen=True)
class Report:
    """What became of all visits, and how long each answer took."""

    stored: int
    known: int
    errors: list[str]
    times_ms: list[float]

    @property
    def p95_ms(self) -> float:
        return float(np.percentile(self.times_ms, 95))

    @property
    def figures(self) -> dict[str, object]:
        shares = {f"p{share}_ms": round(float(np.percentile(self.times_ms, share)), 1) for share in (50, 95, 99)}
        counts = {"sent": len(self.times_ms), "stored": self.stored, "known": self.known, "errors": len(self.errors)}
        return {**counts, **shares, "max_ms": round(max(self.times_ms), 1)}


def send_all(database: Database, crowd: Crowd) -> Report:
    """Let all officers send; the connections of a fork are its own."""
    with database.writing() as connection:
        held = {"household_id": "h1", "unit_id": "u1", "grid_id": "g1", "branch_id": "B1"}
        insert_new(connection, HOLDING, held)
    context: ForkContext = multiprocessing.get_context("fork")
    start, answers = context.Barrier(crowd.officers), context.SimpleQueue()
    officers = [
        context.Process(target=_officer, args=(database, crowd, number, start, answers))
        for number in range(crowd.officers)
    ]
    for officer in officers:
        officer.start()
    told = [answers.get() for _ in officers]
    for officer in officers:
        officer.join()
    stored, known, errors, times = zip(*told, strict=True)
    return Report(sum(stored), sum(known), [*chain(*errors)], [*chain(*times)])


def _officer(database: Database, crowd: Crowd, number: int, start: Any, answers: Any) -> None:
    rng = random.Random(number)  # noqa: S311 # pauses
    stored, known, errors, times = 0, 0, [], []
    sent = [turn for turn in range(crowd.visits) for _ in range(2 if turn % 4 == 3 else 1)]
    # a first read opens the connection, as a running server has long done
    with database.reading():
        start.wait()
    for turn in sent:
        time.sleep(rng.expovariate(1 / crowd.pause_s))
        began = time.perf_counter()
        try:
            kept = _send(database, crowd.name, number, turn)
        except Exception as error:  # noqa: BLE001 # whatever an officer would see
            errors.append(repr(error))
        else:
            stored, known = stored + kept.stored, known + kept.known
            errors += list(kept.conflicting)
        times.append((time.perf_counter() - began) * 1_000)
    answers.put((stored, known, errors, times))


def _send(database: Database, name: str, number: int, turn: int) -> VisitsKept:
    visit = {"uuid": f"{name}{number}-{turn}", "household_id": "h1", "officer_id": f"o{number}", "grid_id": "g1"}
    said = {"device_at": NOW, "outcome": "met", "note": "", "device": f"d{number}"}
    with database.writing() as connection:
        return add_visits(connection, [visit | said], now=NOW)
