"""Trials: do something, kill it at a moment drawn from its duration, and look at what is there then."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
#: One thread each: a fork takes along no threads of its parent.
_ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS"), "1")


@dataclass
class Report:
    """What a row of trials found."""

    kind: str
    trials: int = 0
    killed: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)
    duration_s: float = 0.0


@dataclass(frozen=True)
class Ended:
    """How a child ended."""

    code: int
    faults: list[str]
    refusal: str


class Warm:
    """The process that forks the trials."""

    def __init__(self, process: subprocess.Popen[str], where: Path) -> None:
        self.process, self.where = process, where
        self.modules: list[str] = []

    def ask(self, kind: str, what: str, folder: Path, kill_after_s: float | None = None) -> Ended:
        """Let a child do something; tell how it ended and what it found."""
        temp = folder.with_suffix(".temp")
        temp.mkdir(exist_ok=True)
        said: dict[str, Any] = {"kind": kind, "what": what, "folder": str(folder), "temp": str(temp)}
        said |= {"acks": str(self.acks(folder)), "modules": self.modules, "kill_after_s": kill_after_s}
        print(json.dumps(said), file=self.process.stdin, flush=True)
        told: dict[str, Any] = {}
        while not (line := self._line()).startswith("end "):
            told |= json.loads(line)
        self.modules = told.get("modules", [])
        return Ended(int(line.removeprefix("end ")), told.get("faults", []), told.get("refusal", ""))

    def template(self, kind: str) -> Path:
        """Have a workspace prepared once for all trials of a kind; each works on a copy."""
        where = self.where / kind
        if not where.exists():
            ended = self.ask(kind, "prepare", where)
            if ended.code:
                raise AssertionError(f"the child ended with {ended.code}: {ended.refusal}")
        return where

    def acks(self, folder: Path) -> Path:
        """Tell where a child writes what it did; never on the disk under trial."""
        return self.where / f"{folder.name}.acks"

    def _line(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise RuntimeError("the process that forks the trials has ended")
        return line.strip()


@contextmanager
def warm(where: Path) -> Iterator[Warm]:
    """Start the process that forks the trials."""
    seen = {**os.environ, **_ALONE, "PYTHONPATH": str(ROOT)}
    seen.pop("GRIDPLAN_DATABASE", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.warm"],
        cwd=ROOT, env=seen, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        yield Warm(process, where)
        if process.stdin:
            process.stdin.close()


def kill_trials(server: Warm, kind: str, trials: int, seed: int = 1) -> Report:
    """Kill one kind of change many times; the moment is drawn from as long as it lasts when it is let alone."""
    rng, report = random.Random(seed), Report(kind)  # noqa: S311 - nothing secret
    template = server.template(kind)
    report.duration_s = min(_alone(server, kind, template, n) for n in range(2))
    for n in range(trials):
        _trial(server, kind, template, report, f"{kind}-{n}", rng.uniform(0, report.duration_s))
    return report


def _alone(server: Warm, kind: str, template: Path, n: int) -> float:
    """Time it from its first step to its last, and see that it leaves nothing wrong when nobody kills it."""
    folder = _copy(template, f"{kind}-alone-{n}")
    begin = time.perf_counter()
    _sound(server.ask(kind, "act", folder))
    lasted = time.perf_counter() - begin
    faults = _look(server, kind, folder)
    if faults:
        raise AssertionError(f"{kind} is at fault without any kill: {faults}")
    return lasted


def _trial(server: Warm, kind: str, template: Path, report: Report, name: str, delay_s: float) -> None:
    folder = _copy(template, name)
    ended = server.ask(kind, "act", folder, delay_s)
    report.trials += 1
    report.killed += ended.code == -signal.SIGKILL
    report.acknowledged += len(server.acks(folder).read_text(encoding="utf-8").splitlines())
    report.faults += [f"{name}, killed after {delay_s:.3f} s: {fault}" for fault in _look(server, kind, folder)]


def _look(server: Warm, kind: str, folder: Path) -> list[str]:
    ended = server.ask(kind, "look", folder)
    faults = [*ended.faults, *([f"the next start fails ({ended.code}) {ended.refusal}"] if ended.code else [])]
    faults += [f"left behind: {path}" for path in folder.with_suffix(".temp").rglob("*") if path.is_file()]
    if not faults:
        for path in folder.parent.glob(f"{folder.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return faults


def _copy(template: Path, name: str) -> Path:
    folder = template.with_name(name)
    shutil.copytree(template, folder)
    return folder


def _sound(ended: Ended) -> None:
    if ended.code:
        raise AssertionError(f"the child ended with {ended.code}: {ended.refusal}")
