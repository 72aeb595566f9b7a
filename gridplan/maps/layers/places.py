"""Towns and the county: names and quiet borders."""

from __future__ import annotations

import shapely

from gridplan.maps.drawing import Drawing, View, label
from gridplan.maps.shapes import coverage, line_steps

TOLERANCE_M = 40.0


class Places:
    """Borders of towns as a thin grey line, with their names."""

    name = "places"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the towns in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The borders and names; None where no town is known.
        """
        towns = view.near(view.plan.layers.towns)
        if towns is None:
            return None
        shapes = coverage(towns, TOLERANCE_M)
        labels = [
            label((point.x, point.y), str(town), "town", rank=10)
            for town, point in shapes.representative_point().items()
        ]
        lines = line_steps(shapely.line_merge(shapely.union_all(shapely.boundary(shapes.to_numpy()))))
        data = {
            "pane": "base",
            "classes": [{"colour": "#5a6672", "weight": 1.1, "dash": "7 4 2 4", "lines": lines}],
        }
        return Drawing(self.name, view.say("Towns"), "lines", data, labels=labels)
