"""Basic units: the shapes that the colours of an indicator fill."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, View, label
from gridplan.maps.shapes import coverage, polygon_steps
from gridplan.maps.text import safe

#: Names of villages come out from this zoom on.
ZOOM = 13
TOLERANCE_M = 25.0


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
            The polygons with names; None where no unit is in view.
        """
        units = view.units
        if units.empty:
            return None
        shapes = coverage(units, TOLERANCE_M)
        points = shapes.representative_point()
        data = {
            "ids": list(units.index),
            "shapes": [polygon_steps(shape) for shape in shapes],
            "tips": [
                f"{safe(name)} · {safe(town)}" if town else safe(name)
                for name, town in zip(units["name"], units["town"], strict=True)
            ],
        }
        labels = [
            label((point.x, point.y), name, "unit", rank=40, zoom=ZOOM, lift=0)
            for point, name in zip(points, units["name"], strict=True)
        ]
        return Drawing(self.name, view.say("Units"), "units", data, labels=labels, toggle=False)
