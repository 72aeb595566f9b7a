"""What an indicator is, and how its parts are summed from units up to the county."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd

from gridplan.planning.indicators.facts import Facts

COLUMNS = ["level", "id", "indicator", "value", "numerator", "denominator", "base"]


class Indicator(Protocol):
    """A figure with its numerator, its denominator and the base that it counts."""

    @property
    def code(self) -> str:
        """Stable code."""
        ...

    @property
    def zh(self) -> str:
        """Chinese name."""
        ...

    @property
    def en(self) -> str:
        """English name."""
        ...

    @property
    def base(self) -> str:
        """What the denominator counts."""
        ...

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Measure the indicator on every level where it has a meaning.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Its rows of level `unit` from before, where moving units between grids doesn't change them.

        Returns
        -------
        rows
            Columns `COLUMNS`.
        """
        ...


@dataclass(frozen=True)
class Share:
    """
    A share whose parts are sums over units.

    Attributes
    ----------
    code
        Stable code.
    zh, en
        Name on screen.
    base
        What the denominator counts.
    parts
        Gives numerator and denominator by unit.
    follows_grids
        Whether moving units between grids changes the parts of a unit.
    """

    code: str
    zh: str
    en: str
    base: str
    parts: Callable[[Facts], tuple[pd.Series, pd.Series]]
    follows_grids: bool = False

    def measure(self, facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
        """
        Measure the share of every unit and sum its parts up.

        Parameters
        ----------
        facts
            What is counted.
        kept
            Its rows of level `unit` from before.

        Returns
        -------
        rows
            Levels unit, grid, town, branch and county.
        """
        if kept is not None and len(kept) and not self.follows_grids:
            parts = kept.set_index("id")[["numerator", "denominator"]].reindex(facts.units.index)
        else:
            parts = pd.concat(self.parts(facts), axis=1, keys=["numerator", "denominator"])
        columns: dict[str, list[Any]] = {"level": [], "id": [], "numerator": [], "denominator": []}
        for level, (ids, place) in facts.places.items():
            columns["level"] += [level] * len(ids)
            columns["id"] += ids
            for name in ("numerator", "denominator"):
                inside = place >= 0
                columns[name].append(np.bincount(place[inside], parts[name].to_numpy(float)[inside], len(ids)))
        sums = {name: np.concatenate(columns[name]) for name in ("numerator", "denominator")}
        return named(pd.DataFrame({**columns, **sums}), self)


def named(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """
    Divide numerator by denominator and put code and base on every row.

    Parameters
    ----------
    table
        Columns `level`, `id`, `numerator`, `denominator`.
    indicator
        Whose rows they are.

    Returns
    -------
    rows
        Columns `COLUMNS`; `value` is NaN where the base is empty.
    """
    below = table["denominator"].to_numpy(dtype=float)
    value = np.divide(table["numerator"], below, out=np.full(len(table), np.nan), where=below > 0)
    return table.assign(indicator=indicator.code, value=value, base=indicator.base)[COLUMNS]
