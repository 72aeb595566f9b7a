"""Basic units: the shapes that the colours of an indicator fill."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gridplan.maps.arcs import arcs, grain, wire
from gridplan.maps.drawing import Drawing, View
from gridplan.maps.shapes import coverage
from gridplan.maps.text import safe

#: Names of villages come out from this zoom on.
ZOOM = 13
#: The more is drawn at once, the coarser: detail in metres, and how many of it the view is wide.
FINEST_M, COARSEST_M, DETAILS = 10.0, 50.0, 1_500


class Units:
    """One polygon a unit; `paint` colours them."""

    name = "units"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the units in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Their borders and names; None where no unit is in view.
        """
        units = view.units
        if units.empty:
            return None
        width = detail(units.total_bounds)
        shapes, fine = coverage(units, width), grain(width)
        data = {
            "ids": list(units.index),
            "arcs": wire(arcs(shapes, fine), fine),
            # the browser makes labels and tips of them, and finds the places itself
            "names": [safe(name) for name in units["name"]],
            "towns": [safe(town) for town in units["town"]],
            "households": [None if pd.isna(number) else round(number) for number in units["households"]],
            "told": view.say("Households"),
            "zoom": ZOOM,
        }
        return Drawing(self.name, view.say("Units"), "units", data, toggle=False)


def detail(bounds: Sequence[float]) -> float:
    """
    Tell how wide a detail has to be to be drawn.

    Parameters
    ----------
    bounds
        West, south, east and north of a view, in metres.

    Returns
    -------
    width
        Metres.
    """
    west, south, east, north = bounds
    return min(max(max(east - west, north - south) / DETAILS, FINEST_M), COARSEST_M)
