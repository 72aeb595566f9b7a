"""The indicators, each with numerator, denominator and base; `INDICATORS` lists them in the order of the screens."""

from __future__ import annotations

import pandas as pd

from gridplan.planning.indicators.balance import BALANCE
from gridplan.planning.indicators.coverage import COVERAGE
from gridplan.planning.indicators.distance import DISTANCE
from gridplan.planning.indicators.entry import ENTRY
from gridplan.planning.indicators.facts import Facts
from gridplan.planning.indicators.finishing import FINISHING
from gridplan.planning.indicators.funnel import FUNNEL
from gridplan.planning.indicators.indicator import Indicator
from gridplan.planning.indicators.penetration import PENETRATION

__all__ = ["INDICATORS", "Facts", "Indicator", "county_summary", "measure"]

INDICATORS: list[Indicator] = [*COVERAGE, *ENTRY, *PENETRATION, *FUNNEL, *DISTANCE, *BALANCE, *FINISHING]


def measure(facts: Facts, kept: pd.DataFrame | None = None) -> pd.DataFrame:
    """
    Measure every indicator.

    Parameters
    ----------
    facts
        What is counted.
    kept
        Indicators of the plan from before, when only grids were changed: what a grid doesn't change is summed
        from there and not counted anew.

    Returns
    -------
    indicators
        Columns `level`, `id`, `indicator`, `value`, `numerator`, `denominator`, `base`.
    """
    units = None if kept is None else dict(list(kept[kept["level"] == "unit"].groupby("indicator")))
    rows = [one.measure(facts, None if units is None else units.get(one.code)) for one in INDICATORS]
    return pd.concat(rows, ignore_index=True)


def county_summary(indicators: pd.DataFrame, lang: str | None = None) -> dict[str, float | None]:
    """
    Take the figures of the whole county.

    Parameters
    ----------
    indicators
        What `measure` gave.
    lang
        Name the indicators in this language; without one, by code.

    Returns
    -------
    summary
        Value by indicator; None where it has no base.
    """
    county = indicators[indicators["level"] == "county"].set_index("indicator")["value"]
    names = {one.code: one.code if lang is None else getattr(one, lang) for one in INDICATORS}
    return {name: float(county[code]) if pd.notna(county.get(code)) else None for code, name in names.items()}
