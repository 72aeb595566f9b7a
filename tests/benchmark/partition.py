"""
`python -m tests.benchmark partition`: the grid engine against other people's, on districts drawn by a seed.

It renews its own section of docs/benchmarks.md and the picture beside it. `--full` cuts ten districts of each set by
ours instead of three. Every run is a line of the record: a measurement goes on where it stopped, and what has changed
since, our engine or how the peers are called, is run again; `--anew` runs everything.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.benchmark.claims import OURS, Run
from tests.benchmark.districts import Size, draw_district
from tests.benchmark.page import renew
from tests.benchmark.partition_page import PICTURE, TITLE, points, section
from tests.benchmark.published import engine
from tests.benchmark.running import ROOT, Answer, compile_ours, peers_python, run_ours, run_peer
from tests.benchmark.scoring import score

RECORD = ROOT / "build/partition.jsonl"
PEERS = Path(__file__).with_name("peers")
CALLED = ("__main__", "chains", "means", "metis", "regions")
SEEDS, ALL_SEEDS = range(1, 4), range(1, 11)
#: Effort of ours, CPU seconds; some sets are also cut in a hurry.
EFFORT = 10.0
HURRY = {Size(500, 10): 0.6, Size(20_000, 1_000): 2.5}
SIZES = (
    Size(500, 10), Size(1_000, 20), Size(1_000, 20, 2), Size(5_000, 100), Size(5_000, 100, 2), Size(20_000, 1_000),
)  # fmt: skip
#: What each peer is called, on how many units it ends within the limit, and on how many weights it is asked.
NAMES = {
    "metis": ("METIS (pymetis)", 20_000, 2),
    "tree": ("gerrychain, recursive tree", 5_000, 1),
    "bursts": ("gerrychain, short bursts", 1_000, 1),
    "means": ("k-means-constrained", 5_000, 1),
    "ward": ("spopt Ward", 20_000, 1),
    "region_means": ("spopt region k-means", 500, 1),
    "skater": ("spopt Skater", 500, 1),
    "azp": ("spopt AZP", 500, 1),
}


class Task(NamedTuple):
    """One method on one district; ours has an effort, a peer a method."""

    size: Size
    seed: int
    name: str
    method: str = ""
    effort: float = 0.0

    @property
    def stamp(self) -> str:
        """Name what is measured: another engine, or another way to call a peer, is another run."""
        return peers() if self.method else engine()

    @property
    def key(self) -> tuple[str, int, str, str]:
        return self.size.name, self.seed, self.name, self.stamp

    def run(self) -> Run:
        district = draw_district(self.size, self.seed)
        answer = run_peer(self.method, district) if self.method else run_ours(district, self.effort, self.seed)
        key = dict(zip(("set", "seed", "method", "stamp"), self.key, strict=True))
        return key | _told(district, answer)


def tasks(*, full: bool) -> Iterator[Task]:
    """List what is to be run."""
    for size, seed in itertools.product(SIZES, ALL_SEEDS if full else SEEDS):
        yield Task(size, seed, OURS, effort=EFFORT)
        if effort := HURRY.get(size):
            yield Task(size, seed, f"{OURS}, {effort:g} s", effort=effort)
    for size, seed, (method, (name, units, weights)) in itertools.product(SIZES, SEEDS, NAMES.items()):
        if size.units <= units and size.weights <= weights:
            yield Task(size, seed, name, method)


@cache
def peers() -> str:
    """Name the peers by their versions and by how they are called."""
    texts = [
        file.read_bytes() for file in (ROOT / "requirements-bench.lock", *(PEERS / f"{name}.py" for name in CALLED))
    ]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:8]


def measure(todo: Sequence[Task]) -> list[Run]:
    """Run what the record lacks, as many at a time as there are cores."""
    RECORD.parent.mkdir(exist_ok=True)
    lines = RECORD.read_text(encoding="utf-8").splitlines() if RECORD.is_file() else []
    known = {(run["set"], run["seed"], run["method"], run["stamp"]): run for run in map(json.loads, lines)}
    left = [task for task in todo if task.key not in known]
    if not all(task.method for task in left):
        compile_ours()
    with ThreadPoolExecutor(os.cpu_count()) as pool, RECORD.open("a", encoding="utf-8") as record:
        for run in pool.map(Task.run, left):
            known[run["set"], run["seed"], run["method"], run["stamp"]] = run
            record.write(json.dumps(run) + "\n")
            record.flush()
            print(json.dumps(run), flush=True)  # noqa: T201 # a long run tells where it is
    return [known[task.key] for task in todo]


def _told(district: dict[str, Any], answer: Answer) -> Run:
    if not answer.labels:
        return {"failure": answer.failure}
    told = score(district, answer.labels)
    whole = told.broken == 0 and told.grids == district["p"]
    figures = {"feasible": told.feasible, "imbalance": told.imbalance, "diameter": told.diameter, "moment": told.moment}
    cost = {"cpu": answer.seconds, "tries": answer.tries, "peak": answer.peak}
    return {"whole": whole} | figures | cost | _median_seed(answer.seeds or [figures])


def _median_seed(seeds: Sequence[Mapping[str, Any]]) -> Run:
    """Tell the median of single seeds; most of them must be feasible for it to be."""
    feasible = 2 * sum(bool(seed["feasible"]) for seed in seeds) > len(seeds)
    return {"median_moment": median(seed["moment"] for seed in seeds), "median_feasible": feasible}


def _versions() -> str:
    words = [str(peers_python()), "-m", "pip", "--disable-pip-version-check", "list", "--format=json"]
    listed = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)  # noqa: S603 # our own words
    peers = {"pymetis", "gerrychain", "k-means-constrained", "spopt"}
    return ", ".join(f"{one['name']} {one['version']}" for one in listed if one["name"].replace("_", "-") in peers)


def main(words: Sequence[str] = ()) -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.benchmark partition", description=__doc__)
    reader.add_argument("--full", action="store_true")
    reader.add_argument("--anew", action="store_true")
    told = reader.parse_args(words)
    if told.anew:
        RECORD.unlink(missing_ok=True)
    runs = measure(list(tasks(full=told.full)))
    drawn = [str(peers_python()), str(PEERS / "picture.py"), str(PICTURE)]
    subprocess.run(drawn, input=json.dumps(points(runs)), text=True, check=True)  # noqa: S603 # our own words
    renew(TITLE, section(runs, _versions()))
