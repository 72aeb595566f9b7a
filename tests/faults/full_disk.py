"""Trials on a small disk that is full at one step after the other."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gridplan.errors import StorageError
from tests.faults.killing import Warm
from tests.faults.soundness import strays
from tests.faults.town import PLAN, SOURCES

SIZE = 4 << 20
_BLOCK = 4096


@dataclass
class Filled:
    """What a row of trials found."""

    kind: str
    trials: int = 0
    refused: int = 0
    messages: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


@contextmanager
def small_disk(where: Path) -> Iterator[Path | None]:
    """Mount a disk of 4 MB in memory; None for those who may not."""
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(where)]
    try:
        may = subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own folder
    except OSError:
        may = False
    try:
        yield where if may else None
    finally:
        if may:
            subprocess.run(["umount", "-l", str(where)], check=True)  # noqa: S603, S607 - our own folder


def full_disk_trials(server: Warm, kind: str, disk: Path, steps: int) -> Filled:
    """Leave more and more room, from none to what the change needs, so that every step of it fails once."""
    report, template = Filled(kind), server.template(kind)
    most = _most(server, kind, template, disk)
    for step in range(steps):
        # close steps where there is next to nothing, wide ones where there is enough
        room = int(most * (step / (steps - 1)) ** 2) // _BLOCK * _BLOCK
        _trial(server, kind, template, disk, report, room)
    return report


def _most(server: Warm, kind: str, template: Path, disk: Path) -> int:
    """Tell how much room there is when nothing else is on the disk; the change must fit into it."""
    folder = _lay_out(server, template, disk)
    before = _free(disk)
    ended = server.ask(kind, "act", folder)
    if ended.code:
        raise AssertionError(f"{SIZE} bytes are too few for {kind}: {ended.refusal}")
    return before


def _trial(server: Warm, kind: str, template: Path, disk: Path, report: Filled, room: int) -> None:
    folder = _lay_out(server, template, disk)
    _fill(disk / "filler", _free(disk) - room)
    ended = server.ask(kind, "act", folder)
    said = [] if ended.code in {0, StorageError.exit_code} else [f"ended with {ended.code}"]
    said += [f"traceback: {ended.refusal}"] if "Traceback" in ended.refusal else []
    said += [f"stray: {name}" for name in strays(folder)]
    said += _asked(server, kind, "read", folder)
    (disk / "filler").unlink(missing_ok=True)
    said += [fault for what in ("look", "again") for fault in _asked(server, kind, what, folder)]
    report.trials += 1
    report.refused += ended.code == StorageError.exit_code
    report.messages |= {ended.refusal.replace(str(disk), "")} - {""}
    report.faults += [f"{kind} with {room} bytes left: {fault}" for fault in said]


def _asked(server: Warm, kind: str, what: str, folder: Path) -> list[str]:
    ended = server.ask(kind, what, folder)
    return [*ended.faults, *([f"{what} ended with {ended.code}: {ended.refusal}"] if ended.code else [])]


def _lay_out(server: Warm, template: Path, disk: Path) -> Path:
    """Put the workspace on the empty disk; what its processes keep for themselves lies there, too."""
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    folder = disk / "town"
    server.acks(folder).unlink(missing_ok=True)
    shutil.copytree(template, folder)
    for name in (PLAN, SOURCES):
        (disk / name).symlink_to(server.where / name)
    return folder


def _free(disk: Path) -> int:
    told = os.statvfs(disk)
    return told.f_bavail * told.f_frsize


def _fill(file: Path, size: int) -> None:
    if size > 0:
        with file.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, size)
