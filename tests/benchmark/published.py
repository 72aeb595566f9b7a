"""
`python -m tests.benchmark published`: the grid engine on instances whose best values are published.

They are read where GRIDPLAN_DISTRICTING points, or beside the repository. Every run is a line of the record, so that a
measurement goes on where it stopped; lines of an engine that has changed since count for nothing. Plans better than
the best known are kept in docs/figures/best_plans.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from fnmatch import fnmatchcase
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.ours import answer, warm
from tests.benchmark.page import renew
from tests.benchmark.scoring import score
from tests.benchmark.standings import Row, standings

ROOT = Path(__file__).parents[2]
PLACE = Path(os.environ.get("GRIDPLAN_DISTRICTING", ROOT.parent / "shared/bench/districting"))
ZONING = ROOT / "gridplan/planning/zoning"
RECORD, BEST_PLANS = ROOT / "build/published.jsonl", ROOT / "docs/figures/best_plans"
#: Moments of people on the globe are told in millions.
MILLION = 1e6
#: A plan is better than the best known by more than its rounding.
ROUNDING = 1e-6


TITLE = "## Instances that others published"
ABOUT = (
    "Gaps to the best known values, {effort:g} CPU s each; of the seeds {seeds} the median counts, and a plan beyond a "
    "limit is infinitely far. Plans better than the best known stand in `docs/figures/best_plans`."
)


class Published(NamedTuple):
    """An instance, the best value known, and whether it is proved to be the best."""

    name: str
    family: str
    objective: str
    best: float
    proved: bool

    @property
    def file(self) -> Path:
        return PLACE / "instances" / f"{self.name}.json.gz"

    @property
    def group(self) -> str:
        if self.family == "us-tract":
            return "census tracts"
        return f"{self.objective}, {'optimum proved' if self.proved else 'published'}"


class Task(NamedTuple):
    """One run."""

    instance: Published
    effort: float
    seed: int


def published(names: Sequence[str] = ()) -> list[Published]:
    """List the instances, all or those of these names (`us-*`); none where the folder is absent."""
    listed = PLACE / "best_known.csv"
    rows = csv.DictReader(listed.read_text(encoding="utf-8").splitlines()) if listed.is_file() else ()
    found = (
        Published(row["name"], row["family"], row["objective"], float(row["best_known"]), "PROVEN" in row["status"])
        for row in rows
    )
    return [one for one in found if not names or any(fnmatchcase(one.name, name) for name in names)]


@cache
def engine() -> str:
    """Name the engine by its text: other loops, another name."""
    texts = [file.read_bytes() for file in [ZONING / "instance.py", *sorted(ZONING.glob("engine/*.py"))]]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:8]


def run(task: Task) -> tuple[Row, list[int]]:
    """Cut an instance and hold the plan against the best known."""
    one = task.instance
    graph = json.loads(gzip.decompress(one.file.read_bytes()))
    told = answer(one.file, task.effort, task.seed)
    worth = score(graph, told["labels"])
    unit = MILLION if (one.objective, graph["metric"]) == ("moment", "haversine_km") else 1.0
    value = getattr(worth, one.objective) / unit
    row = {
        "name": one.name, "group": one.group, "seed": task.seed, "effort": task.effort, "feasible": worth.feasible,
        "value": round(value, 4), "gap": round(value / one.best - 1, 6), "cpu": round(told["seconds"], 2),
    }  # fmt: skip
    return row, told["labels"]


def measure(tasks: Iterable[Task], record: Path, jobs: int) -> Iterator[Row]:
    """Run what the record lacks, and append it line by line."""
    version = engine()
    known = {(row["name"], row["effort"], row["seed"]) for row in rows_of(record, version)}
    todo = [task for task in tasks if (task.instance.name, task.effort, task.seed) not in known]
    record.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(jobs, get_context("spawn"), warm) as pool, record.open("a", encoding="utf-8") as file:
        futures: dict[Future[tuple[Row, list[int]]], Task] = {pool.submit(run, task): task for task in todo}
        for future in as_completed(futures):
            row, labels = future.result()
            _keep(futures[future].instance, row, labels)
            file.write(json.dumps(row | {"engine": version}) + "\n")
            file.flush()
            yield row


def rows_of(record: Path, version: str) -> list[Row]:
    """Read the lines that this engine wrote."""
    lines = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
    return [row for row in map(json.loads, lines) if row["engine"] == version]


def _keep(instance: Published, row: Row, labels: list[int]) -> None:
    """Keep a plan better than the best known, and than the one kept before."""
    kept = BEST_PLANS / f"{instance.name}.json"
    if not row["feasible"] or row["value"] >= instance.best * (1 - ROUNDING):
        return
    graph = json.loads(gzip.decompress(instance.file.read_bytes()))
    if kept.is_file():
        before, now = (getattr(score(graph, plan), instance.objective) for plan in (_labels(kept), labels))
        if now >= before * (1 - ROUNDING):
            return
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(labels, separators=(",", ":")) + "\n", encoding="utf-8")


def _labels(kept: Path) -> list[int]:
    return list(json.loads(kept.read_text(encoding="utf-8")))


def main(words: Sequence[str]) -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.benchmark published", description=__doc__)
    reader.add_argument("--effort", type=float, default=30.0)
    reader.add_argument("--seeds", default="1,2,3")
    reader.add_argument("--names", default="", help="such as us-*,del-n1000-*")
    reader.add_argument("--jobs", type=int, default=2)
    reader.add_argument("--out", type=Path, default=RECORD)
    reader.add_argument("--page", action="store_true", help="renew the section of docs/benchmarks.md")
    told = reader.parse_args(words)
    instances = published(told.names.split(",") if told.names else ())
    seeds = [int(seed) for seed in told.seeds.split(",")]
    # seed by seed: a measurement that is stopped has seen all instances alike
    tasks = [Task(instance, told.effort, seed) for seed in seeds for instance in instances]
    for row in measure(tasks, told.out, told.jobs):
        print(json.dumps(row), flush=True)  # noqa: T201 # a long run tells where it is
    names = {instance.name for instance in instances}
    rows = [row for row in rows_of(told.out, engine()) if row["effort"] == told.effort and row["name"] in names]
    table = standings([row for row in rows if row["seed"] in seeds])
    print(table)  # noqa: T201
    if told.page:
        renew(TITLE, f"{TITLE}\n\n{ABOUT.format(effort=told.effort, seeds=told.seeds)}\n\n{table}")
