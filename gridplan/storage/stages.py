"""Tell whoever waits how far reading files is."""

from __future__ import annotations

from collections.abc import Callable

#: Called with the stage, mostly a file, and the share done.
Progress = Callable[[str, float], None]


def silent(stage: str, share: float) -> None:
    """
    Show no progress.

    Parameters
    ----------
    stage
        What is being done.
    share
        Share done.
    """
    del stage, share
