"""Stationing places: villages where an officer sits on fixed days."""

from __future__ import annotations

import pandas as pd

from gridplan.maps.drawing import Drawing, View, label
from gridplan.maps.shapes import WGS84, hundred_thousandths
from gridplan.maps.text import safe

_COLOUR = "#00695c"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Stations:
    """A square sign a place, with who sits there and when."""

    name = "stations"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the places in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The places; None where nobody is stationed.
        """
        stations = view.plan.registers.stations
        stations = stations[stations["unit_id"].isin(view.units.index)]
        if stations.empty:
            return None
        by_unit = dict(list(stations.groupby("unit_id")))
        points = view.units.loc[list(by_unit)].geometry.representative_point().to_crs(WGS84)
        names = view.units["name"].reindex(points.index)
        data = {
            "colour": _COLOUR,
            "points": hundred_thousandths(points.get_coordinates().to_numpy()).tolist(),
            "tips": [_tip(view, name, by_unit[unit]) for unit, name in names.items()],
        }
        labels = [
            label((place.x, place.y), name, "unit", rank=35, zoom=12, lift=14)
            for place, name in zip(points, names, strict=True)
        ]
        title = view.say("Stationing places")
        legend = [{"colour": _COLOUR, "text": title, "count": len(points)}]
        return Drawing(self.name, title, "places", data, legend=legend, labels=labels, shown=False)


def _tip(view: View, name: object, rows: pd.DataFrame) -> str:
    officers = view.plan.officers["name"]
    lines = [f"<b>{safe(name)}</b>"]
    for officer, day, hours in rows[["officer_id", "weekday", "hours"]].itertuples(index=False):
        lines.append(f"{safe(officers.get(officer, officer))} · {view.say(_DAYS[day - 1])} · {hours:g} h")
    return "<br>".join(lines)
