"""Have a process of its own do a task, watch it, and bring home what came of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gridplan.errors import StorageError
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Preset
from gridplan.storage.apart import child
from gridplan.storage.apart.limits import Limits, limits_of, resident
from gridplan.storage.apart.parcel import unpack_findings, unpack_inputs
from gridplan.storage.aside import scratch
from gridplan.storage.gate.saying import say
from gridplan.storage.stages import Progress, silent

#: Seconds between two looks at the process.
_LOOK_S = 0.02


def run_apart(
    task: str,
    told: Mapping[str, Any],
    *,
    paths: Sequence[Path],
    presets: Mapping[str, Preset],
    progress: Progress = silent,
    limits: Limits | None = None,
    cache: Path | None = None,
) -> tuple[Inputs | None, list[InputFinding]]:
    """
    Do a task in a process of its own.

    Parameters
    ----------
    task
        A name of `gridplan.storage.gathering.TASKS`.
    told
        What it is told, as JSON can hold it.
    paths
        Files and folders that it reads.
    presets
        Sizes by kind of branch.
    progress
        Called with the stage, mostly a file, and the share done.
    limits
        What it may cost; by default by the size of the files.
    cache
        A folder that it may write to.

    Returns
    -------
    inputs
        What was read, where the task reads a county and nothing refuses it.
    findings
        What is to be said; a crash or too much time or memory is a finding, too.

    Raises
    ------
    StorageError
        If the disk fails.
    """
    bounds = limits or limits_of(paths)
    with scratch() as job:
        order: dict[str, Any] = {
            "task": task,
            "told": told,
            "presets": {kind: asdict(sizes) for kind, sizes in presets.items()},
        }
        order |= {"cpu_s": bounds.cpu_s, "wall_s": bounds.wall_s, "cache": str(cache.resolve()) if cache else None}
        (job / child.TASK).write_text(json.dumps(order), encoding="utf-8")
        fault = _watch(_start(job), bounds, job, progress)
        if fault:
            return None, [fault]
        result = job / child.RESULT
        full = (result / "labels.json").exists()
        return (unpack_inputs(result) if full else None), unpack_findings(result)


class _Forked:
    """A copy of this process that does the task: its libraries are loaded already."""

    def __init__(self, job: Path) -> None:
        self.code: int | None = None
        with warnings.catch_warnings():
            # threads of Python there are none, and those of libraries start anew after a fork
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                code = child.work(job)
            finally:
                os._exit(code)

    def poll(self) -> int | None:
        """Tell how it ended, if it has."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.code = os.waitstatus_to_exitcode(status) if pid else None
        return self.code

    def kill(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until it has ended."""
        while self.poll() is None:
            time.sleep(_LOOK_S / 10)


def _start(job: Path) -> _Forked | subprocess.Popen[bytes]:
    """Fork where this process has one thread; beside others a fresh interpreter is safe, and knows no secrets."""
    if hasattr(os, "fork") and threading.active_count() == 1:
        return _Forked(job)
    return subprocess.Popen([sys.executable, "-m", child.__name__, str(job)], stdin=subprocess.DEVNULL)  # noqa: S603 # our own interpreter and module


def _watch(
    worker: _Forked | subprocess.Popen[bytes], limits: Limits, job: Path, progress: Progress
) -> InputFinding | None:
    """Wait until the process ends; say why, if not by itself."""
    end, stage = time.monotonic() + limits.wall_s, "?"
    try:
        while worker.poll() is None:
            time.sleep(_LOOK_S)
            stage = _show(job, stage, progress)
            late, large = time.monotonic() > end, resident(worker.pid) > limits.memory
            if late or large:
                reason = ("时间", "time") if late else ("内存", "memory")
                return say("FILE_TOO_HEAVY", stage, reason_zh=reason[0], reason_en=reason[1])
    finally:
        if worker.poll() is None:
            worker.kill()
            worker.wait()
    return _ending(worker.poll() or 0, job, _show(job, stage, progress))


def _ending(code: int, job: Path, stage: str) -> InputFinding | None:
    if code == StorageError.exit_code:
        raise StorageError((job / "error").read_text(encoding="utf-8"))
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return say("FILE_TOO_HEAVY", stage, reason_zh="时间或内存", reason_en="time or memory")
    if code or not (job / child.RESULT).is_dir():
        return say("FILE_DAMAGED", stage, reason=f"crash {code}")
    return None


def _show(job: Path, stage: str, progress: Progress) -> str:
    """Pass on how far the process is."""
    try:
        lines = (job / child.STAGES).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return stage
    share, _, last = lines[-1].partition("\t") if lines else ("", "", "")
    if last and last != stage:
        progress(last, float(share))
    return last or stage
