"""How far an indicator went between two months, as colours on the map: brown lost, pale stood still, green won."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from gridplan.maps.colours import UNKNOWN
from gridplan.maps.drawing import Json, View
from gridplan.maps.measures import MEASURES, figure
from gridplan.maps.paint import groups_of, paint
from gridplan.maps.text import safe

#: ColorBrewer BrBG, which colour-blind readers tell apart: three classes lost, one that stood still, three won.
COLOURS = ("#8c510a", "#d8b365", "#f6e8c3", "#f5f5f5", "#c7eae5", "#5ab4ac", "#01665e")
#: Points within which a place stood still.
STILL = 0.0005
_STEPS = 3


def gains(table: pd.DataFrame, level: str, since: str, until: str) -> pd.DataFrame:
    """
    Subtract one month from another.

    Parameters
    ----------
    table
        Columns `level`, `id`, `month`, `value`, `numerator`, `denominator`.
    level
        Which places.
    since, until
        The two months.

    Returns
    -------
    gains
        Index `id`; `before`, `after`, `gain`, and `numerator_before`, `numerator_after`, `denominator`.
    """
    mine = table[table["level"] == level].set_index(["month", "id"])
    one, other = (mine.loc[month] if month in mine.index else mine.iloc[:0].droplevel(0) for month in (since, until))
    told = {"before": one["value"], "after": other["value"], "gain": other["value"] - one["value"]}
    counts = {"numerator_before": one["numerator"], "numerator_after": other["numerator"]}
    return pd.DataFrame({**told, **counts, "denominator": other["denominator"]}, dtype=float)


def paint_gains(view: View, gained: pd.DataFrame, since: str, until: str, *, choose: bool = False) -> Json:
    """
    Colour the places of a view by what they won or lost.

    Parameters
    ----------
    view
        What is to be seen.
    gained
        What `gains` gave for the level of the view.
    since, until
        The two months, for the legend.
    choose
        Whether a click on a unit is told to the page.

    Returns
    -------
    paint
        As `paint` gives it.
    """
    names = [name for name in groups_of(view).unique() if name]
    rows = gained.reindex(names)
    limits = _limits(rows["gain"].to_numpy())
    classes = _classes(rows["gain"].to_numpy(), limits)
    groups = [
        {"colour": COLOURS[n + _STEPS] if known else UNKNOWN, "tip": _tip(view, str(name), row, since, until)}
        for n, known, (name, row) in zip(classes, rows["gain"].notna(), rows.iterrows(), strict=True)
    ]
    title = f"{view.say(MEASURES[view.indicator].name)} · {since} → {until} · {view.say('points')}"
    legend = {"title": title, "rows": _rows(view, classes, rows["gain"].notna().to_numpy(), limits)}
    return {**paint(view, choose=choose), "groups": groups, "legend": legend}


def _limits(gain: npt.NDArray[np.float64]) -> tuple[float, ...]:
    """Cut the way from nought to the largest change in three; lost and won are cut alike."""
    known = np.abs(gain[np.isfinite(gain)])
    most = max(float(known.max()) if known.size else 0.0, 4 * STILL)
    return (STILL, most / 3, 2 * most / 3, most)


def _classes(gain: npt.NDArray[np.float64], limits: tuple[float, ...]) -> list[int]:
    steps = np.searchsorted(np.array(limits[:_STEPS]), np.abs(gain), side="left")
    return [int(n) for n in np.where(np.isfinite(gain), np.sign(gain) * steps, 0)]


def _rows(view: View, classes: list[int], known: npt.NDArray[np.bool_], limits: tuple[float, ...]) -> list[Json]:
    """List the classes that there are, the largest loss first."""
    told = [n for n, one in zip(classes, known, strict=True) if one]
    rows: list[Json] = [
        {"colour": COLOURS[n + _STEPS], "text": _span(view, n, limits), "count": told.count(n)}
        for n in sorted(set(told))
    ]
    if len(told) < len(classes):
        rows.append({"colour": UNKNOWN, "text": view.say("No figure"), "count": len(classes) - len(told)})
    return rows


def _span(view: View, n: int, limits: tuple[float, ...]) -> str:
    if n == 0:
        return view.say("Unchanged")
    sign = "+" if n > 0 else "−"
    low, high = limits[abs(n) - 1], limits[abs(n)]
    return f"{sign}{100 * low:.1f} – {sign}{100 * high:.1f}"


def _tip(view: View, name: str, row: pd.Series, since: str, until: str) -> str:
    source = {"grid": view.plan.grids, "branch": view.plan.branches, "unit": view.plan.units}.get(view.level)
    called = name if source is None else str(source["name"].get(name, name))
    if not np.isfinite(row["gain"]):
        return f"<b>{safe(called)}</b><br>{view.say('No figure')}"
    ends = f"{since} {figure(row['before'], share=True)} → {until} {figure(row['after'], share=True)}"
    counts = f"{row['numerator_before']:,.0f} → {row['numerator_after']:,.0f} ÷ {row['denominator']:,.0f}"
    return f"<b>{safe(called)}</b><br>{ends} (<b>{100 * row['gain']:+.1f}</b>)<br>{counts}"
