"""Households: single dots while they are few, counts in squares above that."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from gridplan.maps.colours import COUNT, breaks, classify, ramp
from gridplan.maps.drawing import Drawing, Json, View
from gridplan.maps.shapes import WGS84, hundred_thousandths
from gridplan.maps.tiles import MOST_DOTS, HouseholdTiles

#: Dots are large while they are fewer than these.
FEW_DOTS = 800
#: Side of a counting square in degrees of latitude, about 300 m.
SIDE = 0.0027
CARE = {
    "priority": ("Priority", "#b84f00"),
    "periodic": ("Periodic", "#0072b2"),
    "develop": ("To develop", "#007a59"),
    "watch": ("Watch only", "#6b6b6b"),
}


class Households:
    """Where people live; a viewer without single households gets none from the plan."""

    name = "households"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the households in view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Dots by care class, or counts; None where no household is in view.
        """
        households = view.of_branch(view.plan.households)
        if households.empty:
            return None
        if len(households) > MOST_DOTS:
            return self._tiles(view, households) if view.tiled else self._counts(view, households)
        return self._dots(view, households)

    def _dots(self, view: View, households: gpd.GeoDataFrame) -> Drawing:
        points = hundred_thousandths(households.geometry.to_crs(WGS84).get_coordinates().to_numpy())
        marked = (households.index == view.start).astype(np.int64)
        rows = np.column_stack([points, marked])
        classes, legend = [], []
        for care, (name, colour) in CARE.items():
            mine = (households["care"] == care).to_numpy()
            if mine.any():
                classes.append(
                    {
                        "colour": colour,
                        "radius": 5 if len(rows) <= FEW_DOTS else 3,
                        "points": rows[mine].tolist(),
                    }
                )
                legend.append({"colour": colour, "dot": True, "text": view.say(name), "count": int(mine.sum())})
        return Drawing(self.name, view.say("Households"), "points", {"classes": classes}, legend=legend)

    def _tiles(self, view: View, households: gpd.GeoDataFrame) -> Drawing:
        classes = households["care"].map({care: n for n, care in enumerate(CARE)}).fillna(len(CARE)).astype(int)
        limits, colours = [5, 20, 100], ramp(COUNT, 4)
        ends = ["1", *map(str, limits), ""]
        dots: list[Json] = [{"colour": colour, "dot": True, "text": view.say(name)} for name, colour in CARE.values()]
        squares: list[Json] = [
            {"colour": colour, "text": f"{low} – {high}"}
            for colour, low, high in zip(colours, ends, ends[1:], strict=False)
        ]
        data: Json = {"limits": limits, "colours": colours, "dots": [colour for _, colour in CARE.values()]}
        start = households.geometry[households.index == view.start].to_crs(WGS84)
        data["start"] = hundred_thousandths(start.get_coordinates().to_numpy()).tolist()
        return Drawing(
            self.name,
            view.say("Households"),
            "tiles",
            data,
            legend=[*squares, *dots],
            shown=view.officer_id is not None,
            tiles=HouseholdTiles(households, classes.to_numpy()),
        )

    def _counts(self, view: View, households: gpd.GeoDataFrame) -> Drawing:
        xy = households.geometry.to_crs(WGS84).get_coordinates().to_numpy()
        origin = np.floor(xy.min(axis=0) / SIDE) * SIDE
        side = np.array([round(SIDE / np.cos(np.radians(xy[:, 1].mean())), 6), SIDE])
        cells, weights = _binned(((xy - origin) // side).astype(np.int64), households["households_n"].to_numpy(float))
        limits = breaks(weights, 4)
        colours = ramp(COUNT, len(limits) + 1)
        data: Json = {"origin": origin.round(6).tolist(), "side": side.tolist(), "colours": colours}
        data["cells"] = np.column_stack([cells, classify(weights, limits)]).tolist()
        ends = ["0", *(f"{limit:,.0f}" for limit in limits), ""]
        legend = [
            {"colour": colour, "text": f"{low} – {high}"}
            for colour, low, high in zip(colours, ends, ends[1:], strict=False)
        ]
        title = view.say("Households in a square of 300 m")
        return Drawing(self.name, title, "bins", data, legend=legend, shown=view.officer_id is not None)


def _binned(
    cells: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Sum weights by square."""
    kept, place = np.unique(cells, axis=0, return_inverse=True)
    return kept, np.bincount(place.ravel(), weights=weights).astype(np.float64)
