"""Roads of the calm base map."""

from __future__ import annotations

import geopandas as gpd
import shapely

from gridplan.maps.drawing import Drawing, Json, View
from gridplan.maps.shapes import WGS84, line_steps
from gridplan.maps.trails import trails

TOLERANCE_M = 15.0
_MAJOR = {"motorway", "trunk", "primary", "motorway_link", "trunk_link", "primary_link"}
_MIDDLE = {"secondary", "tertiary", "secondary_link", "tertiary_link"}
_STYLES: dict[str, Json] = {
    # many and pale: at night they recede, which they can by themselves alone
    "minor": {"colour": "#b9b3a8", "weight": 0.8, "opacity": 0.8, "pane": "streets"},
    "middle": {"colour": "#a1907a", "weight": 1.3, "opacity": 0.9},
    "major": {"colour": "#8a6d3b", "weight": 2.4, "opacity": 0.95},
}


class Roads:
    """Main roads of a county; all roads around one branch."""

    name = "roads"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the roads in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Lines in up to three classes; None where no road is known.
        """
        roads = view.near(view.plan.layers.roads)
        if roads is None:
            return None
        kinds = roads["highway"].map(_class)
        if view.branch_id is None:
            roads, kinds = roads[kinds != "minor"], kinds[kinds != "minor"]
        classes = [
            {**_STYLES[kind], "lines": _lines(roads[kinds == kind])} for kind in _STYLES if (kinds == kind).any()
        ]
        if not classes:
            return None
        legend = [{"colour": "#8a6d3b", "line": 2, "text": view.say("Main road")}]
        return Drawing(self.name, view.say("Roads"), "lines", {"pane": "base", "classes": classes}, legend=legend)


def _class(highway: str) -> str:
    return "major" if highway in _MAJOR else "middle" if highway in _MIDDLE else "minor"


def _lines(roads: gpd.GeoDataFrame) -> list[list[int]]:
    """Roads of one class as few long lines."""
    merged = shapely.line_merge(shapely.union_all(roads.geometry.to_numpy()))
    series = gpd.GeoSeries([shapely.simplify(merged, TOLERANCE_M)], crs=roads.crs).to_crs(WGS84)
    return line_steps(trails(series.iloc[0]))
