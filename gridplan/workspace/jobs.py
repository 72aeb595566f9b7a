"""Long work in a process of its own: it says how far it is, it can be called off, and nobody else waits for it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any

from gridplan.errors import GridPlanError, LockedError, StorageError
from gridplan.locale import LANGUAGES, refusal
from gridplan.planning.pipeline.side_by_side import child_path

#: Jobs at once; each has a processor, and some 300 MB, to itself.
MOST = max(1, (os.cpu_count() or 2) // 2)
#: A job that has ended and was never fetched is forgotten when so many others have.
_KEPT_N = 64
#: A program of its own, and not a fork of a server with threads.
_CHILD = "from gridplan.workspace.jobs import Serving; Serving().serve()"
#: How much a job gives way to those who wait for a page.
NICE = 19


class JobState(StrEnum):
    """Where a job is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CALLED_OFF = "called_off"


@dataclass
class Job:
    """
    A piece of work.

    Attributes
    ----------
    about
        What it was begun with, for whoever fetches it.
    state
        Where it is.
    share
        How much of it is done, 0 to 1.
    result
        What came of it.
    error
        What went wrong, as it may be shown, by language.
    began
        When it began, by a clock that only runs forwards.
    """

    about: Any = None
    state: JobState = JobState.RUNNING
    share: float = 0.0
    result: Any = None
    error: Mapping[str, str] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    ended: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def seconds(self) -> int:
        """
        Tell how long ago it began: what has said nothing yet of how far it is goes on all the same.

        Returns
        -------
        seconds
            Whole seconds.
        """
        return int(time.monotonic() - self.began)

    def wait(self, seconds: float) -> bool:
        """
        Wait until the job has ended.

        Parameters
        ----------
        seconds
            How long at most.

        Returns
        -------
        ended
            Whether it has.
        """
        return self.ended.wait(seconds)

    def hear(self, state: JobState, what: Any) -> None:  # noqa: ANN401 # a share, a result or an error
        """
        Note what the process says; nothing counts any more once the job was called off.

        Parameters
        ----------
        state
            Where it is.
        what
            The share done, the result, or what went wrong.
        """
        if self.state is not JobState.RUNNING:
            return
        if state is JobState.RUNNING:
            self.share = float(what)
        elif state is JobState.DONE:
            self.result, self.share = what, 1.0
        else:
            self.error = dict(what)
        self.state = state


class JobRoom:
    """
    Where jobs run: a few at once, each under a key by which whoever began it finds it again.

    Parameters
    ----------
    most
        How many at once.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._jobs: dict[Hashable, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: Hashable, work: Callable[..., Any], *told: Any, about: Any = None) -> Job:  # noqa: ANN401 # any work
        """
        Begin a job; one that runs under the same key goes on instead.

        Parameters
        ----------
        key
            Whose job it is.
        work
            A function of a module; called with what it is told, and `tell`, to be called with the share done.
        *told
            What it is told; pickled.
        about
            What the job was begun with.

        Returns
        -------
        job
            The job.

        Raises
        ------
        LockedError
            If as many jobs run as may.
        """
        with self._lock:
            known = self._jobs.get(key)
            if known and known.state is JobState.RUNNING:
                return known
            if sum(job.state is JobState.RUNNING for job in self._jobs.values()) >= self._most:
                raise LockedError("others are solving at this moment; try again in a minute")
            self._forget_oldest()
            job = self._jobs[key] = Job(about)
            job.process = _child()
        threading.Thread(target=_follow, args=(job, pickle.dumps((work, told))), daemon=True).start()
        return job

    def of(self, key: Hashable) -> Job | None:
        """
        Find a job.

        Parameters
        ----------
        key
            Whose.

        Returns
        -------
        job
            The job; None where there is none.
        """
        return self._jobs.get(key)

    def call_off(self, key: Hashable) -> None:
        """
        Call a job off, if it runs, and forget it.

        Parameters
        ----------
        key
            Whose.
        """
        job = self._jobs.pop(key, None)
        if job and job.state is JobState.RUNNING and job.process:
            job.state = JobState.CALLED_OFF
            job.process.kill()

    def _forget_oldest(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.state is not JobState.RUNNING]
        for key in ended[: max(0, len(ended) - _KEPT_N)]:
            del self._jobs[key]


class Serving:
    """The side of the process that does the work."""

    def __init__(self) -> None:
        self.out = os.fdopen(os.dup(1), "wb")
        # whatever prints must not come between the answers
        os.dup2(2, 1)

    def serve(self) -> None:
        """Do the one job that comes in."""
        os.nice(NICE)
        work, told = pickle.load(sys.stdin.buffer)  # noqa: S301 # our parent's
        try:
            self._say(JobState.DONE, work(*told, tell=lambda share: self._say(JobState.RUNNING, share)))
        except GridPlanError as error:
            self._say(JobState.FAILED, _in_all_languages(error))

    def _say(self, state: JobState, what: Any) -> None:  # noqa: ANN401 # a result
        pickle.dump((state, what), self.out)
        self.out.flush()


def _in_all_languages(error: GridPlanError) -> dict[str, str]:
    return {lang: refusal(error, lang) for lang in LANGUAGES}


def _child() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 # our own interpreter and module
        [sys.executable, "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": child_path()},
    )


def _follow(job: Job, order: bytes) -> None:
    """Hand the order over, and note what comes back until the process ends."""
    process = job.process
    if process is None or process.stdin is None or process.stdout is None:
        return
    try:
        _hand_over(process.stdin, order)
        with process.stdout:
            _note(job, process.stdout)
    finally:
        process.kill()
        process.wait()
        if job.state is JobState.RUNNING:
            job.state = JobState.FAILED
            job.error = _in_all_languages(StorageError("the process that did it has died"))
        job.ended.set()


def _hand_over(to: IO[bytes], order: bytes) -> None:
    # where it died or was called off even closing fails; reading tells
    with suppress(OSError), to:
        to.write(order)


def _note(job: Job, back: IO[bytes]) -> None:
    """Note what the process says; the last word is not about how far it is."""
    state = JobState.RUNNING
    while state is JobState.RUNNING:
        try:
            state, what = pickle.load(back)  # noqa: S301 # our child's
        except (EOFError, OSError, pickle.UnpicklingError):
            return
        job.hear(state, what)
