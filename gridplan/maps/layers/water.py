"""Rivers and lakes of the calm base map."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, View
from gridplan.maps.shapes import on_screen, steps_of

TOLERANCE_M = 15.0
_WATER = "#5b9bd5"


class Water:
    """Rivers and lakes; what hinders people is drawn by `Barriers`."""

    name = "water"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw water in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The shapes; None where there is none.
        """
        water = view.near(view.plan.layers.water)
        if water is None:
            return None
        lines = steps_of(on_screen(water, TOLERANCE_M))
        classes = [{"colour": _WATER, "weight": 2.2, "lines": lines}]
        legend = [{"colour": _WATER, "line": 2, "text": view.say("Water")}]
        return Drawing(self.name, view.say("Water"), "lines", {"pane": "base", "classes": classes}, legend=legend)
