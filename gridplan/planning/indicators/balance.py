"""Balance: how evenly the work lies on the grids of a branch, and how much of its hours it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Indicator, named

#: A grid is in balance while its workload stays within this share of its branch's mean (rule G13).
WITHIN = 0.2
Parts = Callable[[Facts, pd.DataFrame, pd.DataFrame], tuple[float, float]]


@dataclass(frozen=True)
class OfGrids:
    """
    A figure of all grids of a branch or of the county; it does not add up from units.

    Attributes
    ----------
    code
        Stable code.
    zh, en
        Name on screen.
    base
        What the denominator counts.
    parts
        Gives numerator and denominator from the facts, the base grids and the officers of a place.
    """

    code: str
    zh: str
    en: str
    base: str
    parts: Parts

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Measure the figure in every branch and in the county.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Not asked; moving units changes the figure.

        Returns
        -------
        rows
            Levels branch and county.
        """
        del kept
        rows = [(level, name, *self.parts(facts, grids, people)) for level, name, grids, people in _places(facts)]
        return named(pd.DataFrame(rows, columns=["level", "id", "numerator", "denominator"]), self)


def _places(facts: Facts) -> Iterator[tuple[str, str, pd.DataFrame, pd.DataFrame]]:
    yield "county", facts.county, facts.grids, facts.officers
    for branch in facts.branches.index:
        grids, people = (table[table["branch_id"] == branch] for table in (facts.grids, facts.officers))
        yield "branch", str(branch), grids, people


def _spread(_: Facts, grids: pd.DataFrame, people: pd.DataFrame) -> tuple[float, float]:
    """Hold the standard deviation of grid workload against its mean."""
    del people
    load = grids["workload_h"]
    return (float(load.std(ddof=0)), float(load.mean())) if len(load) else (0.0, 0.0)


def _within(facts: Facts, grids: pd.DataFrame, people: pd.DataFrame) -> tuple[float, float]:
    """Count the grids whose workload lies within 20 % of their branch's mean."""
    del people
    mean = grids["branch_id"].map(facts.grids.groupby("branch_id")["workload_h"].mean()).astype(float)
    even = (grids["workload_h"] - mean).abs() <= WITHIN * mean
    return float(even.sum()), float(len(grids))


def _hours(_: Facts, grids: pd.DataFrame, people: pd.DataFrame) -> tuple[float, float]:
    """Hold workload hours against the hours that the officers have."""
    return float(grids["workload_h"].sum()), float(people["available_h"].sum())


BALANCE: list[Indicator] = [
    OfGrids("balance_cv", "均衡度", "Balance (spread of workload)", "grids", _spread),
    OfGrids("within20_share", "均衡达标率", "Balanced grids", "grids", _within),
    OfGrids("capacity_utilisation", "产能利用率", "Capacity in use", "hours", _hours),
]
