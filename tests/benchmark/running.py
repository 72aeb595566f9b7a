"""Run a way to cut a district in a process of its own, with a limit of CPU seconds."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
#: Nobody waits longer for grids; starting takes some of it.
LIMIT_S = 60
#: A busy machine may take so many times as long as the CPU seconds are.
PATIENCE = 6


class Answer(NamedTuple):
    """Labels, CPU seconds, how many plans they went into, bytes of memory, single seeds; or why there are no labels."""

    labels: list[int]
    seconds: float = 0.0
    tries: int = 1
    peak: int = 0
    failure: str = ""
    seeds: Sequence[Mapping[str, Any]] = ()


def peers_python() -> Path:
    """The interpreter that has the peers: `.venv/peers`, or where GRIDPLAN_PEERS points."""
    return Path(os.environ.get("GRIDPLAN_PEERS", ROOT / ".venv/peers/bin/python"))


def run_peer(method: str, instance: Mapping[str, Any]) -> Answer:
    """Ask a peer."""
    return _run([str(peers_python()), "-m", "tests.benchmark.peers", method], instance)


def run_ours(instance: Mapping[str, Any], effort: float, seed: int) -> Answer:
    """Ask the grid engine."""
    return _run([sys.executable, "-m", "tests.benchmark.ours", str(effort), str(seed)], instance)


def compile_ours() -> None:
    """Compile the loops of the grid engine once, aside: neither seconds nor memory of that are any run's."""
    words = [sys.executable, "-c", "from tests.benchmark.ours import warm; warm()"]
    subprocess.run(words, cwd=ROOT, env=_one_thread(), check=True)  # noqa: S603 # our own words


def _run(words: Sequence[str], instance: Mapping[str, Any]) -> Answer:
    stopped = Answer([], failure=f"no answer in {LIMIT_S} CPU s")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "instance.json"
        file.write_text(json.dumps(instance), encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603 # our own words
                [*words, str(file)], cwd=ROOT, env=_one_thread(), capture_output=True, text=True, check=False,
                timeout=PATIENCE * LIMIT_S, preexec_fn=_limit,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return stopped
    if done.returncode < 0:
        return stopped
    if done.returncode:
        return Answer([], failure=(done.stderr.strip().splitlines() or ["no answer"])[-1])
    return Answer(**json.loads(done.stdout))


def _one_thread() -> dict[str, str]:
    """Give nobody more than one thread, so that CPU seconds compare."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LOKY_MAX_CPU_COUNT")
    return os.environ | dict.fromkeys(names, "1") | {"PYTHONPATH": str(ROOT)}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT_S, LIMIT_S + 5))
