"""How much less those are visited who live farthest from their branch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gridplan.model.words import Stage
from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import named

#: The nearest and the farthest of so many parts are held against each other.
PARTS_N = 5


class FarReachGap:
    """
    Visit coverage of the nearest fifth of eligible households minus that of the farthest fifth.

    It does not add up from units: every place has fifths of its own.
    """

    code = "far_reach_gap"
    zh = "远户差距"
    en = "Far-reach gap"
    base = "farthest_fifth"

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Hold near and far against each other in every branch and in the county.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Not asked; it is counted anew.

        Returns
        -------
        rows
            Levels branch and county; the denominator is the number of households in the farthest fifth, the numerator
            how many more of as many are visited in the nearest one.
        """
        del kept
        rows = [(level, name, *_parts(doors)) for level, name, doors in _places(facts)]
        return named(pd.DataFrame(rows, columns=["level", "id", "numerator", "denominator"]), self)


def _places(facts: Facts) -> Iterator[tuple[str, str, pd.DataFrame]]:
    doors = _eligible(facts)
    yield "county", facts.county, doors
    for branch in facts.branches.index:
        yield "branch", str(branch), doors[doors["branch_id"] == branch]


def _eligible(facts: Facts) -> pd.DataFrame:
    """Nearest first; whom no road reaches comes last. Without a funnel table nothing is known of anybody."""
    households = facts.households
    if str(Stage.VISITED) not in households:
        households = households.iloc[:0].assign(**{str(Stage.VISITED): False})
    doors = pd.DataFrame(
        {
            "branch_id": households["branch_id"],
            "minutes": households["own_road_min"],
            "weight": households["households_n"].astype(float),
            "visited": households[str(Stage.VISITED)].astype(bool),
        }
    )
    if len(doors):
        doors = doors[facts.listed["eligible"].to_numpy(dtype=bool)]
    return doors.sort_values("minutes", kind="stable", na_position="last")


def _parts(doors: pd.DataFrame) -> tuple[float, float]:
    size = len(doors) // PARTS_N
    if size == 0:
        return 0.0, 0.0
    near, far = doors.iloc[:size], doors.iloc[-size:]
    gap = _coverage(near) - _coverage(far)
    return gap * float(far["weight"].sum()), float(far["weight"].sum())


def _coverage(doors: pd.DataFrame) -> float:
    return float(np.average(doors["visited"], weights=doors["weight"]))


DISTANCE = [FarReachGap()]
