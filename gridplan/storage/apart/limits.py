"""How much a file may cost: processor time by its size, memory, files."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MB = 1 << 20
#: Memory of the process that parses.
MAX_MEMORY = 2_000 * MB
#: Room above the memory in use for what libraries only reserve.
_RESERVED = 2_500 * MB
_MAX_FILE = 2_000 * MB
#: Processor seconds of any import, and of each megabyte.
_SECONDS, _SECONDS_MB = 5.0, 1.0
#: A busy machine gives a process so much less than its time.
_WAIT, _PATIENCE = 20.0, 4.0


@dataclass(frozen=True)
class Limits:
    """
    What parsing may cost.

    Attributes
    ----------
    cpu_s
        Processor seconds.
    wall_s
        Seconds on the clock.
    memory
        Bytes of resident memory.
    """

    cpu_s: float
    wall_s: float
    memory: int = MAX_MEMORY


def limits_of(paths: Sequence[Path]) -> Limits:
    """
    Tell what parsing files may cost.

    Parameters
    ----------
    paths
        Files and folders; what lies in folders counts.

    Returns
    -------
    limits
        More for more bytes.
    """
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
    cpu_s = _SECONDS + _SECONDS_MB * sum(file.stat().st_size for file in files) / MB
    return Limits(cpu_s, _WAIT + _PATIENCE * cpu_s)


def hold_to(limits: Limits) -> None:
    """
    Hold this process to limits, from now on.

    Parameters
    ----------
    limits
        What it may cost.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = round(used.ru_utime + used.ru_stime + limits.cpu_s)
    room = _virtual() + _RESERVED
    for which, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, room),
        (resource.RLIMIT_FSIZE, _MAX_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (bound, bound))


def resident(pid: int) -> int:
    """
    Tell how much memory a process holds.

    Parameters
    ----------
    pid
        The process.

    Returns
    -------
    resident
        Bytes; 0 where nobody can tell.
    """
    return _pages(pid, 1)


def _virtual() -> int:
    return _pages("self", 0)


def _pages(pid: int | str, at: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[at]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return 0
