"""`python -m tests.benchmark.ours EFFORT SEED FILE`: labels, CPU seconds and memory of the grid engine, as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from gridplan.model.instance import Instance, Metric, Objective
from gridplan.planning.zoning.instance import solve_instance
from gridplan.storage.instances.partition import read_instance

KILOBYTE = 1024


def answer(file: Path, effort: float, seed: int) -> dict[str, Any]:
    """Cut the graph of a file; compile time is none of it once `warm` has run."""
    instance = read_instance(file)
    start = time.process_time()
    labels = solve_instance(instance, effort=effort, seed=seed).tolist()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE
    return {"labels": labels, "seconds": seconds, "peak": peak}


def warm() -> None:
    """Compile the loops, or read what was compiled before: every objective, few grids and many, short ways and long."""
    for objective in Objective:
        for side, grids in ((6, 3), (18, 9)):
            solve_instance(_board(side, grids, objective), effort=0.02, seed=0)


def _board(side: int, grids: int, objective: Objective) -> Instance:
    unit = np.arange(side * side).reshape(side, side)
    across = np.column_stack([unit[:, :-1].ravel(), unit[:, 1:].ravel()])
    down = np.column_stack([unit[:-1].ravel(), unit[1:].ravel()])
    xy = np.column_stack(np.divmod(unit.ravel(), side)).astype(float)
    limits = np.array([[0.5], [2.0]]) * unit.size / grids
    pairs = np.vstack([across, down])
    return Instance("board", xy, pairs, np.ones((unit.size, 1)), limits, grids, objective, Metric.EUCLID)


def main() -> None:
    effort, seed, file = float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    warm()
    sys.stdout.write(json.dumps(answer(file, effort, seed)))


if __name__ == "__main__":
    main()
