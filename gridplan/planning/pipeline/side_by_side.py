"""Branches cut at once, each in a process; the same plan comes of it as one after another."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from gridplan.errors import GridPlanError
from gridplan.planning.pipeline.branch import BranchCut, BranchTask, cut_branch

#: Seconds of searching from which processes pay: each takes about three until it has read the engine in.
WORTH_IT = 12.0
#: Branches of no more units are proved at once, without a search.
PROVED = 20
#: Most processes; each holds a branch and the engine, about 300 MB.
MOST = 8
#: A program of its own, and not a fork or a copy of the main module: under Streamlit that one is a page.
_CHILD = "from gridplan.planning.pipeline.side_by_side import serve; serve()"


def cut_branches(
    tasks: Sequence[BranchTask], *, processes: int | None = None, advance: Callable[[float], None] = lambda _: None
) -> list[BranchCut]:
    """
    Cut branch by branch, several at once where that saves time.

    Parameters
    ----------
    tasks
        The branches.
    processes
        How many at once; by default as many as there are processors, and one for a small county.
    advance
        Called with the share of branches done.

    Returns
    -------
    cuts
        In the order of the tasks; the same whatever the number of processes.
    """
    number = _processes(tasks) if processes is None else processes
    order = sorted(range(len(tasks)), key=lambda at: -len(tasks[at].units)) if number > 1 else list(range(len(tasks)))
    wanted = [tasks[at] for at in order]
    cuts: dict[int, BranchCut] = {}
    for at, cut in zip(order, _at_once(wanted, number) if number > 1 else map(cut_branch, wanted), strict=True):
        cuts[at] = cut
        advance(len(cuts) / len(tasks))
    return [cuts[at] for at in range(len(tasks))]


def serve() -> None:
    """Cut the branches that come in, one after another, until none comes; the child's side."""
    out, source = os.fdopen(os.dup(1), "wb"), sys.stdin.buffer
    os.dup2(2, 1)  # whatever prints must not come between the answers
    while True:
        try:
            task: BranchTask = pickle.load(source)  # noqa: S301 # our parent's
        except EOFError:
            return
        try:
            answer: BranchCut | GridPlanError = cut_branch(task)
        except GridPlanError as error:
            answer = error
        pickle.dump(answer, out)
        out.flush()


def child_path() -> str:
    """
    Tell a child where to look for modules: as we do, but for folders inside our own package.

    Streamlit looks into that of the pages, and there `coverage` is none that other libraries mean.

    Returns
    -------
    path
        Folders as PYTHONPATH has them.
    """
    ours = Path(__file__).parents[2]
    return os.pathsep.join(
        folder for folder in sys.path if folder and ours not in (Path(folder), *Path(folder).parents)
    )


def _processes(tasks: Sequence[BranchTask]) -> int:
    seconds = sum(task.effort for task in tasks if len(task.units) > PROVED)
    return min(os.cpu_count() or 1, len(tasks), MOST) if seconds >= WORTH_IT else 1


def _at_once(tasks: Sequence[BranchTask], number: int) -> Iterator[BranchCut]:
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    with ExitStack() as stack:
        for _ in range(number):
            idle.put(stack.enter_context(_child()))
        pool = stack.enter_context(ThreadPoolExecutor(number))
        yield from pool.map(lambda task: _ask(idle, task), tasks)


@contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(  # noqa: S603 # our own interpreter and module
        [sys.executable, "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": child_path()},
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def _ask(idle: SimpleQueue[subprocess.Popen[bytes]], task: BranchTask) -> BranchCut:
    """Have an idle child cut a branch; if it dies, do it here."""
    child = idle.get()
    try:
        answer = _answer(task, child.stdin, child.stdout)
    except (EOFError, BrokenPipeError):
        return cut_branch(task)
    finally:
        idle.put(child)
    if isinstance(answer, GridPlanError):
        raise answer
    return answer


def _answer(task: BranchTask, to: Any, back: IO[bytes] | None) -> BranchCut | GridPlanError:  # noqa: ANN401 # a pipe
    pickle.dump(task, to)
    to.flush()
    answer: BranchCut | GridPlanError = pickle.load(back)  # type: ignore[arg-type] # noqa: S301 # our child's
    return answer
