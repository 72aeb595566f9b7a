"""Roads as bare lines, before they are one network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridplan.qinghe.roads import CLASSES

#: Classes of all roads, the highest first.
RANKS = [*CLASSES, "residential"]


@dataclass(frozen=True)
class RoadLines:
    """
    Roads as bare lines.

    Attributes
    ----------
    lines
        Lines, metric.
    rank
        Position in `RANKS` of each.
    bridge
        Whether a line is a bridge.
    """

    lines: NDArray[np.object_]
    rank: NDArray[np.int64]
    bridge: NDArray[np.bool_]

    def where(self, kept: NDArray[np.bool_]) -> RoadLines:
        """
        Keep some of the roads.

        Parameters
        ----------
        kept
            Which.

        Returns
        -------
        roads
            These alone.
        """
        return RoadLines(self.lines[kept], self.rank[kept], self.bridge[kept])

    def beside(self, other: RoadLines) -> RoadLines:
        """
        Add other roads.

        Parameters
        ----------
        other
            The others.

        Returns
        -------
        roads
            All of them.
        """
        return RoadLines(
            np.concatenate([self.lines, other.lines]),
            np.concatenate([self.rank, other.rank]),
            np.concatenate([self.bridge, other.bridge]),
        )


def plain_roads(lines: NDArray[np.object_], rank: NDArray[np.int64]) -> RoadLines:
    """
    Make roads without a bridge.

    Parameters
    ----------
    lines
        Lines.
    rank
        Position in `RANKS` of each.

    Returns
    -------
    roads
        The roads.
    """
    return RoadLines(lines, rank, np.zeros(len(lines), dtype=bool))
