"""Ways of officers: to the next households of today, and to the places where they sit in the week."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
from shapely import LineString

from gridplan.geo.road_ways import way_along
from gridplan.maps.drawing import Drawing, Json, View, label
from gridplan.maps.shapes import WGS84, steps, steps_of
from gridplan.maps.text import safe

TOLERANCE_M = 5.0
#: One colour an officer (Okabe and Ito), told apart by dash where they come again.
_COLOURS = ("#0b3d91", "#d55e00", "#006d4f", "#a0307c", "#6b4f00")
_DASHES = ("", "8 5", "2 5")


class Routes:
    """A line along the roads, with its stops numbered."""

    name = "routes"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the way of today where the view has one, else the rounds of the week of the branches in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Lines and numbers; None where nobody is on the way.
        """
        title = view.say("Route of today" if view.route else "Rounds of the week")
        ways = [_today(view)] if view.route else list(_rounds(view))
        if not ways:
            return None
        if not view.route and view.branch_id is None:
            return _together(title, ways)
        classes = [{**_style(n), "weight": 3.5, "lines": _lines(view, stops)} for n, (_, stops) in enumerate(ways)]
        legend = [_row(_style(n), name, len(stops) - 1) for n, (name, stops) in enumerate(ways)]
        labels = [number for _, stops in ways for number in _numbers(stops)]
        data: Json = {"pane": "special", "classes": classes, "dots": []}
        return Drawing(self.name, title, "marks", data, legend=legend, labels=labels, shown=bool(view.route))


def _together(title: str, ways: list[tuple[str, gpd.GeoSeries]]) -> Drawing:
    """Show where all officers of a county go: straight and in one colour, for so many ways only tell which way."""
    style = _style(0)
    lines = [_straight(stops) for _, stops in ways]
    data: Json = {"pane": "special", "classes": [{**style, "weight": 2, "lines": lines}], "dots": []}
    return Drawing(Routes.name, title, "marks", data, legend=[_row(style, title, len(ways))], shown=False)


def _style(n: int) -> Json:
    return {"colour": _COLOURS[n % len(_COLOURS)], "dash": _DASHES[n // len(_COLOURS) % len(_DASHES)]}


def _row(style: Json, text: str, count: int) -> Json:
    return {"colour": style["colour"], "line": 3, "dash": bool(style["dash"]), "text": text, "count": count}


def _today(view: View) -> tuple[str, gpd.GeoSeries]:
    """Begin where the officer begins, and go from household to household."""
    points = view.plan.households.geometry.reindex([stop for stop in view.route if stop in view.plan.households.index])
    if view.route_from is None:
        return view.say("Route of today"), points
    start = gpd.GeoSeries(gpd.points_from_xy([view.route_from[0]], [view.route_from[1]]), crs=points.crs)
    return view.say("Route of today"), gpd.GeoSeries([*start, *points], crs=points.crs)


def _rounds(view: View) -> Iterator[tuple[str, gpd.GeoSeries]]:
    """Go from the branch to the places of the week, day by day."""
    stations = view.plan.registers.stations
    stations = stations[stations["unit_id"].isin(view.units.index)].sort_values(["officer_id", "weekday"])
    names = view.plan.officers["name"]
    for officer, rows in stations.groupby("officer_id"):
        places = view.units.geometry.loc[rows["unit_id"]].representative_point()
        branch = view.plan.branches.geometry.get(view.units["branch_id"][rows["unit_id"].iloc[0]])
        if branch is not None:
            yield safe(names.get(officer, officer)), gpd.GeoSeries([branch, *places], crs=view.units.crs)


def _lines(view: View, stops: gpd.GeoSeries) -> list[list[int]]:
    way = way_along(view.near(view.plan.layers.roads), np.column_stack([stops.x, stops.y]))
    if len(way) < 2:  # noqa: PLR2004 # one stop is no line
        return []
    return steps_of(gpd.GeoSeries([LineString(way)], crs=stops.crs).simplify(TOLERANCE_M).to_crs(WGS84))


def _straight(stops: gpd.GeoSeries) -> list[int]:
    return steps(LineString(stops.to_crs(WGS84).tolist()))


def _numbers(stops: gpd.GeoSeries) -> list[Json]:
    places = stops.iloc[1:].to_crs(WGS84)
    return [
        label((place.x, place.y), str(n), "stop", rank=-1, zoom=10, lift=-12) for n, place in enumerate(places, start=1)
    ]
