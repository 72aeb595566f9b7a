"""Borders of grids, towns or branches: the arcs between units that belong to different ones."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, View
from gridplan.maps.layers.units import TOLERANCE_M
from gridplan.maps.shapes import arcs, coverage


class Grids:
    """Borders that follow the units, so that a changed grid needs no new shape."""

    name = "grids"

    def draw(self, view: View) -> Drawing | None:
        """
        Part the borders of the units in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The arcs; None where no unit is in view.
        """
        if view.units.empty:
            return None
        data = {"arcs": [list(arc) for arc in arcs(coverage(view.units, TOLERANCE_M))]}
        legend = [{"colour": "#1d2b38", "line": 2, "text": view.say("Border")}]
        return Drawing(self.name, view.say("Borders"), "borders", data, legend=legend)
