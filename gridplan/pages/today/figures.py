"""Figures of the overview, taken from the indicators that are in view."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gridplan.maps.measures import MEASURES, figure
from gridplan.pages.frame import Frame
from gridplan.planning.indicators.meanings import meanings
from gridplan.workspace.viewing import coverage_table


def rows_of(frame: Frame, level: str, code: str) -> pd.DataFrame:
    """
    Take one indicator on one level, the worst first.

    Parameters
    ----------
    frame
        The open plan.
    level
        `county`, `branch`, `grid`.
    code
        Code of the indicator.

    Returns
    -------
    rows
        Indexed by `id`; without those whose figure is not known or not shown.
    """
    table = coverage_table(frame.scope, frame.plan, [level])
    rows = table[(table["indicator"] == code) & np.isfinite(table["value"].astype(float))].copy()
    more_is_better = MEASURES[code].palette is MEASURES["penetration"].palette
    rows["short"] = (rows["denominator"] - rows["numerator"]).abs()
    return rows.sort_values(["value", "short"], ascending=[more_is_better, False]).set_index("id")


def say_figure(frame: Frame, code: str, row: pd.Series | None) -> str:
    """
    Write a figure with its parts and its base.

    Parameters
    ----------
    frame
        The open plan.
    code
        Code of the indicator.
    row
        A row of `rows_of`; None where there is none.

    Returns
    -------
    text
        Such as `42.0 % (21 ÷ 50 eligible)`.
    """
    if row is None:
        return "–"
    value = figure(float(row["value"]), share=MEASURES[code].share)
    return f"{value} ({row['numerator']:,.0f} ÷ {row['denominator']:,.0f} {frame.base(row['base'])})"


def explain(frame: Frame, code: str) -> str:
    """
    Say how an indicator is made: formula and source.

    Parameters
    ----------
    frame
        The open plan.
    code
        Code of the indicator.

    Returns
    -------
    text
        One line.
    """
    source = f"{frame.say('Source')}: {getattr(meanings()[code].source, frame.lang)}"
    return f"{frame.say('Formula')}: {frame.say(MEASURES[code].formula)} · {source}"


def left_over(rows: pd.DataFrame) -> float:
    """
    Count those whom an indicator's numerator leaves over.

    Parameters
    ----------
    rows
        Rows of one indicator.

    Returns
    -------
    households
        Not a number where nothing is known.
    """
    return float((rows["denominator"] - rows["numerator"]).sum()) if len(rows) else float("nan")
