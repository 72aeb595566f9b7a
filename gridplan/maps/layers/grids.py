"""Borders of grids, towns or branches: the arcs between units that belong to different ones."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, View


class Grids:
    """Borders that follow the units, so that a changed grid needs no new shape."""

    name = "grids"

    def draw(self, view: View) -> Drawing | None:
        """
        Show which borders of units part two of them.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Nothing but the legend, for units came with their borders; None where no unit is in view.
        """
        if view.units.empty:
            return None
        legend = [{"colour": "#1d2b38", "line": 2, "text": view.say("Border")}]
        return Drawing(self.name, view.say("Borders"), "borders", {}, legend=legend)
