"""Whom nobody reaches, as colours of the units, and where slots are proposed, as names on the map."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from gridplan.maps.colours import COUNT, breaks, classify, ramp
from gridplan.maps.drawing import Json, View, label
from gridplan.maps.shapes import WGS84
from gridplan.maps.text import safe

#: Units where a slot is proposed, and those where everybody is reached.
CHOSEN, REACHED = "#fdae61", "#f4f4f2"
#: Names of places go before all others on the map.
LEADING = 100


def paint_slots(view: View, demand: pd.Series, places: gpd.GeoDataFrame) -> Json:
    """
    Colour the units of a view by households out of reach, and name the places of slots.

    Parameters
    ----------
    view
        What is to be seen.
    demand
        Households out of reach by unit; units without are reached, or too few to be told of.
    places
        Points of the proposed slots: `rank`, `unit_id`, `name`, `households`, `hours`.

    Returns
    -------
    paint
        As `paint` gives it, one group a unit.
    """
    units = view.units
    number = demand.reindex(units.index).to_numpy(dtype=float)
    limits = breaks(number[np.isfinite(number)], 4)
    colours = ramp(COUNT, len(limits) + 1)
    classes = np.where(np.isfinite(number), classify(np.nan_to_num(number), limits), -1)
    chosen = {str(row["unit_id"]): row for _, row in places.iterrows()}
    groups = [
        {
            "colour": CHOSEN if unit in chosen else colours[n] if n >= 0 else REACHED,
            "tip": _tip(view, of, chosen.get(unit)),
        }
        for unit, n, of in zip(map(str, units.index), classes, number, strict=True)
    ]
    rows = _rows(colours, classes, limits)
    proposed: Json = {"colour": CHOSEN, "text": view.say("A slot is proposed"), "count": len(chosen)}
    return {
        "group": list(range(len(groups))),
        "border": pd.factorize(units["grid_id"].fillna(""))[0].tolist(),
        "groups": groups,
        "labels": _labels(places[places["unit_id"].isin(units.index)]),
        "legend": {"title": view.say("Households out of reach"), "rows": [proposed, *rows]},
        "selected": None,
        "choose": False,
    }


def _tip(view: View, number: float, place: pd.Series | None) -> str:
    lines = [f"{view.say('Households out of reach')} {number:,.0f}"] if np.isfinite(number) else []
    if place is not None:
        lines = [
            f"<b>{place['rank']} · {safe(place['name'])}</b>",
            f"{view.say('Households reached')} {place['households']:,.0f}",
            f"{view.say('Hours a week')} {place['hours']:.1f}",
            *lines,
        ]
    return "<br>".join(lines)


def _labels(places: gpd.GeoDataFrame) -> list[Json]:
    points = places.geometry.to_crs(WGS84)
    return [
        label((point.x, point.y), f"{rank} {name}", "grid", rank=int(rank) - LEADING)
        for point, rank, name in zip(points, places["rank"], places["name"], strict=True)
    ]


def _rows(colours: list[str], classes: npt.NDArray[np.int64], limits: list[float]) -> list[Json]:
    ends = ["1", *(f"{limit:,.0f}" for limit in limits), ""]
    return [
        {"colour": colour, "text": f"{low} – {high}", "count": int((classes == n).sum())}
        for n, (colour, low, high) in enumerate(zip(colours, ends, ends[1:], strict=False))
    ]
