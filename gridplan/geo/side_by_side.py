"""Work at parts of an array side by side; compiled loops let other threads run on."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

#: A thread more pays from so many rows.
MANY = 50_000


def side_by_side(rows: int, work: Callable[[slice], object]) -> None:
    """
    Do the work on all rows, in as many parts as there are processors and rows enough.

    Parameters
    ----------
    rows
        Number of rows.
    work
        Called with the rows of each part; whatever it raises is raised here.
    """
    threads = max(1, min(os.cpu_count() or 1, rows // MANY))
    cuts = np.linspace(0, rows, threads + 1).astype(int)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, [slice(*pair) for pair in pairwise(cuts)]))
