"""Special grids: street shops, markets and institutions that lie over the base grids."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, View, label
from gridplan.maps.shapes import on_screen, polygon_steps

_COLOUR = "#6a1b9a"


class SpecialGrids:
    """A dashed outline with a light fill."""

    name = "special_grids"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the special grids in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The areas with their names; None where there is none.
        """
        grids = view.plan.grids[view.plan.grids["kind"] == "special"]
        if view.branch_id is not None:
            grids = grids[grids["branch_id"] == view.branch_id]
        if grids.empty:
            return None
        shapes = on_screen(grids, 2.0)
        points = shapes.representative_point()
        labels = [
            label((point.x, point.y), name, "special", rank=30, zoom=14)
            for point, name in zip(points, grids["name"], strict=True)
        ]
        style = {"colour": _COLOUR, "weight": 2, "dash": "4 3", "fill": 0.25}
        data = {
            "pane": "special",
            "classes": [{**style, "shapes": [polygon_steps(shape) for shape in shapes]}],
        }
        legend = [
            {
                "colour": _COLOUR,
                "line": 2,
                "dash": True,
                "text": view.say("Special grid"),
                "count": len(grids),
            }
        ]
        return Drawing(self.name, view.say("Special grids"), "areas", data, legend=legend, labels=labels)
