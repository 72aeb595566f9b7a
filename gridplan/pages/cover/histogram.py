"""How the figures of all places in view are spread: ten bars, the marked place in its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from gridplan.maps.measures import figure
from gridplan.maps.text import safe
from gridplan.pages.cover.asked import Asked

BARS_N = 10


def histogram(values: pd.Series) -> tuple[list[float], list[int]]:
    """
    Count figures between equal limits.

    Parameters
    ----------
    values
        Figures; those that are not known are left out.

    Returns
    -------
    limits
        One more than there are bars; none where nothing is known.
    counts
        Figures a bar.
    """
    known = values.astype(float).to_numpy()
    known = known[np.isfinite(known)]
    if known.size == 0:
        return [], []
    low, high = float(known.min()), float(known.max())
    bars = BARS_N if high > low else 1
    counts, limits = np.histogram(known, bars, (low, high) if high > low else (low - 0.5, low + 0.5))
    return ([float(limit) for limit in limits] if high > low else [low, low]), [int(count) for count in counts]


def show_histogram(asked: Asked, ranking: pd.DataFrame) -> None:
    """
    Draw the bars; what each stands for is read on hover, and by a reader as a list.

    Parameters
    ----------
    asked
        The view.
    ranking
        The places in view.
    """
    limits, counts = histogram(ranking["value"])
    if not counts:
        st.info(asked.frame.say("This indicator has no figures at this level"))
        return
    marked = float(ranking["value"].get(asked.place, np.nan))
    most, said = max(counts), [figure(limit, share=asked.measure.share) for limit in limits]
    bars = []
    for n, count in enumerate(counts):
        inside = limits[n] <= marked <= limits[n + 1]
        text = f"{said[n]} – {said[n + 1]}: {count}"
        bars.append(
            f"<li title='{safe(text)}' class='{'gp-here' if inside else ''}' style='height:{100 * count / most:.0f}%'>"
            f"<span class='gp-aside'>{safe(text)}</span></li>"
        )
    st.html(
        f"<div class='gp-histogram'><ol>{''.join(bars)}</ol><div><small>{said[0]}</small><small>{said[-1]}</small>"
        "</div></div>"
    )
