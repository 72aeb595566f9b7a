"""The engines alone, on a graph that somebody brings along."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gridplan.access.scope import Scope, Viewer
from gridplan.model.obstacles import ObstructedError
from gridplan.model.worth import Worth
from gridplan.planning.zoning.engine.effort import ALONE, Watch
from gridplan.planning.zoning.instance import Excess, excesses, least_tolerance, solve_instance
from gridplan.planning.zoning.worth.instance import judge_instance
from gridplan.storage.gate.saying import RefusedError
from gridplan.storage.instances.answer import write_labels
from gridplan.storage.instances.partition import read_instance
from gridplan.storage.stages import silent
from gridplan.workspace.opening import Progress

__all__ = ["Excess", "ObstructedError", "RefusedError", "Solved", "solve_partition"]


class Solved(NamedTuple):
    """
    A graph cut into grids.

    Attributes
    ----------
    labels
        Grid of each unit, 0 to p - 1, in the order of the file.
    excesses
        Grids beyond a limit, the worst first.
    worth
        What the plan is worth; with a bound if a proof was asked for.
    tolerance
        From which tolerance on the plan is inside all limits.
    """

    labels: list[int]
    excesses: list[Excess]
    worth: Worth
    tolerance: float


def solve_partition(
    scope: Scope,
    source: Path,
    target: Path | None,
    *,
    effort: float,
    seed: int,
    seconds: float = 0.0,
    progress: Progress | None = None,
    stop: Callable[[], bool] = ALONE.stop,
) -> Solved:
    """
    Cut the graph of a file into grids.

    Parameters
    ----------
    scope
        Who asks; the operator alone has files.
    source
        JSON, as it is or packed with gzip; the format stands in docs/solve.md.
    target
        Where the labels are written, even if a grid is beyond a limit; None if nowhere.
    effort
        CPU seconds as a guide.
    seed
        Seed of the random generator.
    seconds
        CPU seconds that search and proof together may take; without any nothing is proved.
    progress
        Called with the name of a stage and the share done, 0 to 1.
    stop
        Asked now and then whether to stop; then the best plan so far is the answer.

    Returns
    -------
    solved
        Labels and excesses.

    Raises
    ------
    AccessError
        If the scope is another.
    RefusedError
        If the file is unsound.
    ObstructedError
        If no plan is possible at all; it names the units to blame and what would mend it; nothing is written.
    StorageError
        If the disk fails.
    """
    scope.require(Viewer.OPERATOR, task="solve files")
    tell, end = progress or silent, time.process_time() + seconds
    tell("read", 0.0)
    instance = read_instance(source)
    tell("grids", 0.05)
    most = 0.3 if seconds else 0.9
    watch = Watch(stop, lambda seen: tell("grids", 0.05 + most * seen.share))
    label = solve_instance(instance, effort=effort, seed=seed, watch=watch)
    if seconds:
        tell("proof", 0.05 + most)
    left = max(end - time.process_time(), 0.0) if seconds else 0.0
    label, worth = judge_instance(instance, label, seconds=left, stop=stop)
    solved = Solved(label.tolist(), excesses(instance, label), worth, least_tolerance(instance, label))
    if target:
        tell("store", 0.95)
        write_labels(target, solved.labels)
    return solved
