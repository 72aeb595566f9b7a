"""Layers of `layers.toml` that are only shown: points as dots, lines, polygons as outlines that hide nothing."""

from __future__ import annotations

import geopandas as gpd

from gridplan.maps.drawing import Drawing, Json, View, label
from gridplan.maps.shapes import WGS84, hundred_thousandths, on_screen, steps_of
from gridplan.maps.text import safe

TOLERANCE_M = 10.0
#: Names come out from this zoom on, after all names of the plan.
ZOOM, RANK = 13, 50


class ReferenceLayer:
    """
    One layer of the bank's own.

    Parameters
    ----------
    reference
        Name of its table in `layers.toml`.
    """

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.name = f"reference_{reference}"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw what lies in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Dots, lines and names; None where nothing lies there.
        """
        found = next((one for one in view.plan.references if one.name == self.reference), None)
        table = None if found is None else view.near(found.shapes)
        if found is None or table is None:
            return None
        points = table.geom_type.isin(["Point", "MultiPoint"])
        lines, dots = _lines(table[~points], found.colour), _dots(table[points], found.colour)
        title = safe(found.called(view.lang))
        row: Json = {"colour": found.colour, "text": title, "count": len(table)}
        row |= {"line": 2} if lines else {"dot": True}
        data: Json = {"pane": "special", "classes": lines, "dots": dots}
        return Drawing(self.name, title, "marks", data, legend=[row], labels=_labels(table), shown=False)


def _lines(table: gpd.GeoDataFrame, colour: str) -> list[Json]:
    if table.empty:
        return []
    return [{"colour": colour, "weight": 2, "lines": steps_of(on_screen(table, TOLERANCE_M))}]


def _dots(table: gpd.GeoDataFrame, colour: str) -> list[Json]:
    if table.empty:
        return []
    points = hundred_thousandths(table.geometry.to_crs(WGS84).get_coordinates().to_numpy())
    return [{"colour": colour, "radius": 5, "points": points.tolist()}]


def _labels(table: gpd.GeoDataFrame) -> list[Json]:
    named = table[table["label"] != ""]
    places = named.geometry.representative_point().to_crs(WGS84)
    return [
        label((place.x, place.y), name, "unit", rank=RANK, zoom=ZOOM, lift=14)
        for place, name in zip(places, named["label"], strict=True)
    ]
