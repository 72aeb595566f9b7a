"""Ctrl-C as a request: what was found so far is the answer."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stopped_by_interrupt() -> Iterator[Callable[[], bool]]:
    """
    Let the first Ctrl-C ask for a stop; the second one breaks off as ever.

    Yields
    ------
    asked
        Says whether a stop was asked for.
    """
    asked, before = False, signal.getsignal(signal.SIGINT)

    def ask(*_: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
