"""What a search may spend, who watches it, and what its steps take: counted, not timed, so that plans repeat."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

#: CPU seconds of a move tried, one load of it weighed, a move made, a neighbour looked at in a walk, a way to a central
#: unit added up, two units held against a reach, a unit against a centre; of laying out a plan, and of each unit of it.
#: Fitted to 19 graphs.
TRY, WEIGH, GO, LOOK, WAY, PAIR, SPOT = 2e-9, 4e-8, 5e-7, 1.55e-8, 3.3e-9, 3e-10, 1.3e-9
LAYOUT, UNIT_LAID = 1.5e-3, 5e-7
#: Of many units few are in the processor's cache: so much longer takes a plan of sixty units, and of ten times as many;
#: beyond so many units the second cache is too small as well.
CACHED, TENFOLD, BIG, BIG_TENFOLD = 0.8, 0.16, 10_000, 0.5


class Progress(NamedTuple):
    """
    How far a search is.

    Attributes
    ----------
    share
        Of its effort, 0 to 1.
    excess
        How far the best plan so far is out of balance, 0 if it is not; in mean grids, nearly.
    """

    share: float
    excess: float


def _never() -> bool:
    return False


def _keep_quiet(_: Progress) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Watch:
    """
    Who watches a search.

    Attributes
    ----------
    stop
        Asked several times a second; once it says True the best plan so far is the answer.
    tell
        Told how far the search is.
    """

    stop: Callable[[], bool] = _never
    tell: Callable[[Progress], None] = _keep_quiet

    def part(self, done: float, share: float) -> Watch:
        """
        Watch one of several searches.

        Parameters
        ----------
        done
            Share of the whole that was done before.
        share
            What this search adds.

        Returns
        -------
        watch
            Tells the share of the whole.
        """
        return Watch(self.stop, lambda seen: self.tell(seen._replace(share=done + share * seen.share)))


#: Nobody watches.
ALONE = Watch()


def seconds(counted: float, units: int, *, laid: bool = True) -> float:
    """
    Turn what the steps of a search add up to into CPU seconds.

    Parameters
    ----------
    counted
        Sum of the steps.
    units
        Units of the plan.
    laid
        Whether the plan was laid out for them.

    Returns
    -------
    seconds
        The more units there are, the slower is the memory that holds them.
    """
    slow = CACHED + TENFOLD * math.log10(max(units, 60) / 60) + BIG_TENFOLD * math.log10(max(units / BIG, 1))
    return counted * slow + (LAYOUT + UNIT_LAID * units if laid else 0.0)
