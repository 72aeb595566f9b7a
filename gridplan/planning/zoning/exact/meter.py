"""How much work a proof may take: seconds for who waits, simplex steps for who wants the same answer everywhere."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import highspy
from highspy.highs import HighsCallbackEvent

#: Simplex steps that a node of the whole-number search is taken for; HiGHS doesn't say them while it runs.
NODE = 100


class Meter:
    """
    Count what is spent, and stop the solver when it is enough.

    Parameters
    ----------
    seconds
        Seconds of the clock.
    steps
        Simplex steps, or None for any number; a limit of steps gives the same answer on every machine.
    stop
        Asked now and then; True ends the work.
    clock
        The seconds that count, those of the processor as a rule.
    """

    def __init__(
        self,
        seconds: float,
        steps: int | None = None,
        stop: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.process_time,
    ) -> None:
        self._end, self._clock, self._stop = clock() + seconds, clock, stop
        self._left = math.inf if steps is None else float(steps)

    def spend(self, steps: int) -> None:
        """
        Take note of steps that are done.

        Parameters
        ----------
        steps
            Simplex steps.
        """
        self._left -= max(0, steps)

    def over(self, running: int = 0) -> bool:
        """
        Say whether nothing is left.

        Parameters
        ----------
        running
            Simplex steps of a run that is not spent yet.

        Returns
        -------
        over
            True if the work should end.
        """
        return self._left <= running or self._clock() >= self._end or (self._stop is not None and self._stop())

    def watch(self, solver: highspy.Highs) -> None:
        """
        Let a solver ask while it runs.

        Parameters
        ----------
        solver
            Interrupted when nothing is left.
        """
        solver.cbSimplexInterrupt += self._ask_simplex
        solver.cbMipInterrupt += self._ask_mip

    def _ask_simplex(self, event: HighsCallbackEvent) -> None:
        if self.over(event.data_out.simplex_iteration_count):
            event.interrupt()

    def _ask_mip(self, event: HighsCallbackEvent) -> None:
        if self.over(NODE * event.data_out.mip_node_count):
            event.interrupt()
