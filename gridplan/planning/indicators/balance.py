"""Balance: how evenly the work lies on the grids of a branch, and how much of its hours it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.indicator import Indicator, named

#: A grid is in balance while its workload stays within this share of its branch's mean (rule G13).
WITHIN = 0.2
Rows = Iterator[tuple[str, str, float, float]]


def _places(facts: Facts, table: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    yield "county", facts.county, table
    for branch, part in table.groupby("branch_id"):
        yield "branch", str(branch), part


@dataclass(frozen=True)
class BalanceCv:
    """Standard deviation of grid workload over its mean."""

    code: str = "balance_cv"
    zh: str = "均衡度"
    en: str = "Balance (spread of workload)"
    base: str = "grids"

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Measure the spread in every branch and in the county.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Not asked; moving units changes it.

        Returns
        -------
        rows
            Levels branch and county; numerator and denominator in hours.
        """
        del kept
        rows: Rows = (
            (level, name, float(part["workload_h"].std(ddof=0)), float(part["workload_h"].mean()))
            for level, name, part in _places(facts, facts.grids)
        )
        return named(_table(rows), self)


@dataclass(frozen=True)
class Within20:
    """Grids whose workload lies within 20 % of their branch's mean."""

    code: str = "within20_share"
    zh: str = "均衡达标率"
    en: str = "Balanced grids"
    base: str = "grids"

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Count the balanced grids of every branch and of the county.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Not asked; moving units changes it.

        Returns
        -------
        rows
            Levels branch and county; numerator and denominator are grids.
        """
        del kept
        mean = facts.grids.groupby("branch_id")["workload_h"].transform("mean")
        even = (facts.grids["workload_h"] - mean).abs() <= WITHIN * mean
        rows: Rows = (
            (level, name, float(even[part.index].sum()), float(len(part)))
            for level, name, part in _places(facts, facts.grids)
        )
        return named(_table(rows), self)


@dataclass(frozen=True)
class CapacityUtilisation:
    """Workload hours over the hours that the officers have."""

    code: str = "capacity_utilisation"
    zh: str = "产能利用率"
    en: str = "Capacity in use"
    base: str = "hours"

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Hold work against hours in every branch and in the county.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Not asked; moving units changes it.

        Returns
        -------
        rows
            Levels branch and county; numerator and denominator in hours a year.
        """
        del kept
        work = facts.grids.groupby("branch_id")["workload_h"].sum()
        has = facts.officers.groupby("branch_id")["available_h"].sum()
        rows: list[tuple[str, str, float, float]] = [
            ("branch", str(branch), float(work.get(branch, 0.0)), float(has.get(branch, 0.0)))
            for branch in facts.branches.index
        ]
        rows.append(("county", facts.county, float(work.sum()), float(has.sum())))
        return named(_table(iter(rows)), self)


def _table(rows: Rows) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["level", "id", "numerator", "denominator"])


BALANCE: list[Indicator] = [BalanceCv(), Within20(), CapacityUtilisation()]
