"""Water and ridges of the calm base map."""

from __future__ import annotations

import geopandas as gpd

from gridplan.maps.drawing import Drawing, Json, View
from gridplan.maps.shapes import on_screen, steps_of

TOLERANCE_M = 15.0
_WATER = "#5b9bd5"
_BARRIERS: dict[str, tuple[str, Json]] = {
    "ridge": ("Ridge", {"colour": "#7f6a4f", "weight": 2, "dash": "2 5"}),
    "railway": ("Railway", {"colour": "#404040", "weight": 1.4, "dash": "8 4"}),
}


class Water:
    """Rivers and lakes; ridges and railways in the same quiet manner."""

    name = "water"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw water, ridges and railways in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The shapes; None where there is none.
        """
        water, barriers = view.near(view.plan.layers.water), view.near(view.plan.layers.barriers)
        classes: list[Json] = []
        legend: list[Json] = []
        if water is not None:
            classes.append({"colour": _WATER, "weight": 2.2, "lines": _outlines(water)})
            legend.append({"colour": _WATER, "line": 2, "text": view.say("Water")})
        for kind, (name, style) in _BARRIERS.items():
            lines = None if barriers is None else barriers[barriers["kind"] == kind]
            if lines is not None and len(lines):
                classes.append({**style, "lines": _outlines(lines)})
                legend.append({"colour": style["colour"], "line": 2, "dash": True, "text": view.say(name)})
        if not classes:
            return None
        return Drawing(
            self.name,
            view.say("Water and barriers"),
            "lines",
            {"pane": "base", "classes": classes},
            legend=legend,
        )


def _outlines(table: gpd.GeoDataFrame) -> list[list[int]]:
    return steps_of(on_screen(table, TOLERANCE_M))
