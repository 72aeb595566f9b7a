"""Barriers: what nobody simply crosses, and where it can be crossed."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, Json, View
from gridplan.maps.shapes import WGS84, hundred_thousandths, on_screen, steps_of
from gridplan.maps.text import safe
from gridplan.model.words import BarrierKind

TOLERANCE_M = 15.0
#: Told apart by dash and width as well as by colour.
_STYLES: dict[BarrierKind, Json] = {
    BarrierKind.RIVER: {"colour": "#0072b2", "weight": 3.5},
    BarrierKind.RAILWAY: {"colour": "#3b3b3b", "weight": 3, "dash": "9 5"},
    BarrierKind.MOTORWAY: {"colour": "#d55e00", "weight": 3},
    BarrierKind.RIDGE: {"colour": "#7f6a4f", "weight": 3, "dash": "2 6"},
}
_CROSSING = "#009e73"


class Barriers:
    """One line a kind; a dot where it can be crossed."""

    name = "barriers"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw barriers and crossings in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Lines and dots; None where no barrier is known.
        """
        barriers = view.near(view.plan.layers.barriers)
        if barriers is None:
            return None
        found = [kind for kind in _STYLES if (barriers["kind"] == kind).any()]
        classes = [
            {**_STYLES[kind], "lines": steps_of(on_screen(barriers[barriers["kind"] == kind], TOLERANCE_M))}
            for kind in found
        ]
        legend = [_row(view, kind, int((barriers["kind"] == kind).sum())) for kind in found]
        dots = _crossings(view)
        if dots:
            points = len(dots[0]["points"])
            legend.append({"colour": _CROSSING, "dot": True, "text": view.say("Crossing"), "count": points})
        data = {"pane": "special", "classes": classes, "dots": dots}
        return Drawing(self.name, view.say("Barriers and crossings"), "marks", data, legend=legend, shown=False)


def _row(view: View, kind: BarrierKind, count: int) -> Json:
    style = _STYLES[kind]
    return {
        "colour": style["colour"],
        "line": 3,
        "dash": "dash" in style,
        "text": safe(kind.label(view.lang)),
        "count": count,
    }


def _crossings(view: View) -> list[Json]:
    crossings = view.near(view.plan.layers.crossings)
    if crossings is None:
        return []
    points = hundred_thousandths(crossings.geometry.to_crs(WGS84).get_coordinates().to_numpy())
    return [{"colour": _CROSSING, "radius": 4, "points": points.tolist()}]
