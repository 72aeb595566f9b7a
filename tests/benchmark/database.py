"""`python -m tests.benchmark.database [address]`: the figures of docs/adr/0009-database.md, on SQLite or a server."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.words import CreditList, Residence, Segment
from gridplan.storage.database import engine
from gridplan.storage.database.batches import new_batch
from gridplan.storage.database.cache import load_cached
from gridplan.storage.database.engine import Database, open_database
from gridplan.storage.database.plan_packing import pack_plan
from gridplan.storage.database.plans import load_plan, save_plan
from gridplan.storage.database.tables import load_tables, store_tables
from tests.faults.crowd import Crowd, send_all
from tests.town.planned import plan_town

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUSEHOLDS, OF_A_PLAN, GRIDS = 500_000, 178_000, 300
#: Twenty processes, and the mean pause between two of their transactions.
WRITERS, TURNS, PAUSES_S = 20, 30, (2.0, 0.25)


class NoQueue:
    """SQLite alone."""

    def __init__(self, *_: object) -> None:
        """Take what the queue takes."""

    def turn(self) -> nullcontext[None]:
        """Let everybody in."""
        return nullcontext()


def households(number: int) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(0)
    words: dict[str, Any] = {"residence": Residence, "segment": Segment, "list": CreditList}
    said = {name: rng.choice([str(word) for word in kind], number) for name, kind in words.items()}
    index = pd.Index([f"H{n:07d}" for n in range(number)], name="household_id", dtype="str")
    places = gpd.points_from_xy(120 + rng.random(number), 30 + rng.random(number))
    units = [f"u{n % 900:05d}" for n in range(number)]
    rest = {"households_n": 1.0, "estimated": False}
    return gpd.GeoDataFrame({"unit_id": units, **said, **rest}, index=index, geometry=places, crs="EPSG:4326")


def measure_tables(database: Database) -> None:
    table = households(HOUSEHOLDS)

    def store(hours: int) -> None:
        with database.writing() as connection:
            batch = new_batch(connection, at=NOW, account="bench", files={}, rows={})
            now = NOW + timedelta(hours=hours)
            store_tables(connection, {"households": table}, batch_id=batch, now=now)

    def load(read: Callable[..., object], *said: object) -> None:
        with database.reading() as connection:
            read(connection, *said, ["households"])

    _timed(f"store {HOUSEHOLDS:,} households", lambda: store(0))
    _timed("store the same again", lambda: store(1))
    _timed("load from the database", lambda: load(load_tables))
    _timed("load and keep in the cache", lambda: load(load_cached, database.folder))
    _timed("load from the cache", lambda: load(load_cached, database.folder))


def measure_plan(database: Database) -> None:
    plan = plan_town()
    grids = np.array([f"B{n // 10}-G{n % 10:02d}" for n in range(GRIDS)])
    many = plan.households.iloc[np.arange(OF_A_PLAN) % len(plan.households)].copy()
    many.index = pd.Index([f"H{n:07d}" for n in range(OF_A_PLAN)], name="household_id", dtype="str")
    many["grid_id"] = grids[np.arange(OF_A_PLAN) * GRIDS // OF_A_PLAN]
    plan = replace(plan, households=many)
    packed = pack_plan(plan)

    def save() -> None:
        with database.writing() as connection:
            save_plan(connection, packed, account="bench", now=NOW)

    def load(some: list[str] | None) -> None:
        with database.reading() as connection:
            load_plan(connection, grids=some)

    _timed(f"pack a plan of {OF_A_PLAN:,} households", lambda: pack_plan(plan))
    _timed("save it", save)
    _timed("load it", lambda: load(None))
    _timed("load one grid of it", lambda: load([str(grids[0])]))


def measure_writers(address: str) -> None:
    for queue in [engine.WriterQueue, NoQueue] if not address else [engine.WriterQueue]:
        for pause_s in PAUSES_S:
            engine.WriterQueue = queue
            with tempfile.TemporaryDirectory() as folder:
                database = open_database(Path(folder), url=address)
                report = send_all(database, Crowd(WRITERS, TURNS, pause_s, f"{pause_s}-"))
                _say(f"{WRITERS} writers, pause {pause_s} s, {queue.__name__}: {report.figures}")


def _timed(what: str, do: Callable[[], object]) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    do()
    _say(f"{what}: {time.perf_counter() - began:.2f} s, {time.process_time() - cpu:.2f} s of CPU")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 # this is what the command is for


def main(address: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder), url=address)
        measure_tables(database)
        measure_plan(database)
        database.close()
    measure_writers(address)


if __name__ == "__main__":
    main("".join(sys.argv[1:]))
