"""What a search may spend, who watches it, and what its steps take: counted, not timed, so that plans repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

#: CPU seconds of a move judged, a move made, a neighbour looked at in a walk, a way to a central unit added up, two
#: units held against a reach; of laying out a plan, and of each unit of it. Fitted to 950 searches of 19 graphs.
TRY, GO, LOOK, WAY, PAIR = 1.0e-8, 6.5e-7, 1.15e-8, 2.2e-9, 6e-10
LAYOUT, UNIT_LAID = 1e-3, 5e-7


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


def _go_on() -> bool:
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

    stop: Callable[[], bool] = _go_on
    tell: Callable[[Progress], None] = _keep_quiet


#: Nobody watches.
ALONE = Watch()
