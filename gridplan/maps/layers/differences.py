"""Where circle and road disagree, where no road leads, and where circles lie over each other: each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import shapely

from gridplan.maps.drawing import Drawing, View
from gridplan.maps.shapes import on_screen, polygon_steps

TOLERANCE_M = 60.0
#: By what model somebody is reached is part of the words.
AGAINST = MappingProxyType(
    {"circle_only": "In the circle, too far by road", "road_only": "Near by road, outside the circle"}
)
GAPS = MappingProxyType({"gap": "Reached by no branch by road"})
OVERLAPS = MappingProxyType({"overlap": "In the circles of two branches or more"})
#: Told apart by the direction of the hatch as well as by colour.
_COLOURS = {"circle_only": "#b2182b", "road_only": "#1b7837", "gap": "#3b3b3b", "overlap": "#2166ac"}


class Differences:
    """
    One hatched class a kind of difference.

    Parameters
    ----------
    name, title
        Of the layer.
    kinds
        What is drawn, and what it is called.
    """

    def __init__(self, name: str, title: str, kinds: Mapping[str, str]) -> None:
        self.name, self.title, self.kinds = name, title, kinds

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
            The hatched areas; None where there are none.
        """
        table = view.near(view.plan.differences)
        if table is None:
            return None
        shapes = on_screen(table, TOLERANCE_M)
        found = [kind for kind in self.kinds if (table["kind"] == kind).any()]
        if not found:
            return None
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
        legend = [{"colour": _COLOURS[kind], "hatch": kind, "text": view.say(self.kinds[kind])} for kind in found]
        data = {"pane": "difference", "classes": classes}
        return Drawing(self.name, view.say(self.title), "areas", data, legend=legend, shown=False)
