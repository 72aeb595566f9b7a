"""Where a branch can be reached from: within its circle, or within minutes by road."""

from __future__ import annotations

import shapely

from gridplan.maps.drawing import Drawing, View
from gridplan.maps.shapes import on_screen, polygon_steps

_TOLERANCE_M = {"radius": 5.0, "road_time": 60.0}
_TITLES = {"radius": "Reach by circle", "road_time": "Reach by road"}
_STYLES = {
    "radius": {"colour": "#7b3294", "weight": 1.6, "dash": "6 4", "fill": 0.0},
    "road_time": {"colour": "#00695c", "weight": 1.4, "dash": "", "fill": 0.1},
}


class ServiceAreas:
    """
    The areas of one model.

    Parameters
    ----------
    model
        `radius` or `road_time`.
    """

    def __init__(self, model: str) -> None:
        self.model = model
        self.name = f"service_areas_{model}"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the areas of the branches in view: one by one the circles, together what roads reach.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The areas; None where the plan has none of this model.
        """
        areas = view.of_branch(view.plan.service_areas)
        areas = areas[areas["model"] == self.model]
        if areas.empty:
            return None
        shapes = on_screen(areas, _TOLERANCE_M[self.model])
        if self.model == "road_time":
            shapes = [shapely.union_all(shapely.make_valid(shapes.to_numpy()))]
        style = dict(_STYLES[self.model])
        legend = [
            {
                "colour": style["colour"],
                "line": 2,
                "dash": bool(style["dash"]),
                "text": view.say(_TITLES[self.model]),
            }
        ]
        data = {"pane": "reach", "classes": [{**style, "shapes": [polygon_steps(shape) for shape in shapes]}]}
        shown = self.model == view.model and view.branch_id is not None
        return Drawing(self.name, view.say(_TITLES[self.model]), "areas", data, legend=legend, shown=shown)
