"""Where circle and road disagree, and where nobody or more than one branch reaches."""

from __future__ import annotations

import shapely

from gridplan.maps.drawing import Drawing, View
from gridplan.maps.shapes import on_screen, polygon_steps

TOLERANCE_M = 60.0
_TITLES = {
    "circle_only": "In the circle, too far by road",
    "road_only": "Near by road, outside the circle",
    "gap": "Reached by no branch",
    "overlap": "Reached by two branches or more",
}
#: Told apart by the direction of the hatch as well as by colour.
_COLOURS = {"circle_only": "#b2182b", "road_only": "#1b7837", "gap": "#3b3b3b", "overlap": "#2166ac"}


class Differences:
    """One hatched class a kind of difference."""

    name = "differences"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the differences in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The hatched areas; None where circle and road agree.
        """
        table = view.near(view.plan.differences)
        if table is None:
            return None
        shapes = on_screen(table, TOLERANCE_M)
        found = [kind for kind in _TITLES if (table["kind"] == kind).any()]
        classes = [
            {
                "colour": _COLOURS[kind],
                "weight": 0.8,
                "fill": 0.0,
                "hatch": kind,
                "shapes": [
                    polygon_steps(shapely.union_all(shapely.make_valid(shapes[table["kind"] == kind].to_numpy())))
                ],
            }
            for kind in found
        ]
        legend = [{"colour": _COLOURS[kind], "hatch": kind, "text": view.say(_TITLES[kind])} for kind in found]
        data = {"pane": "difference", "classes": classes}
        return Drawing(self.name, view.say("Circle against road"), "areas", data, legend=legend, shown=False)
