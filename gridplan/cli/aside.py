"""Keep what compiled solvers print of their own off standard output, where people expect one JSON object."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_OUT, _ERR = 1, 2


@contextmanager
def solvers_aside() -> Iterator[None]:
    """
    Send standard output to standard error while solvers run.

    Yields
    ------
    nothing
        Work inside; print afterwards.
    """
    sys.stdout.flush()
    kept = os.dup(_OUT)
    os.dup2(_ERR, _OUT)
    try:
        yield
    finally:
        if os.name == "posix":
            # C keeps what it prints in a buffer of its own
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, _OUT)
        os.close(kept)
