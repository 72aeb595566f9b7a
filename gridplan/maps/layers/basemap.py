"""The basemap: a picture of the ground under everything, on screen alone."""

from __future__ import annotations

from gridplan.maps.drawing import Drawing, View
from gridplan.maps.text import safe

#: Where the app hands out its tiles.
ADDRESS = "/basemap"


class BasemapLayer:
    """Tiles from a route of the app; a saved map has none, for it asks nobody for anything."""

    name = "basemap"

    def draw(self, view: View) -> Drawing | None:
        """
        Put the basemap under a map on screen.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            Where its tiles are; None without one, and for a saved file.
        """
        basemap = view.plan.basemap
        if basemap is None or not view.tiled:
            return None
        credit = [safe(basemap.credit)] if basemap.credit else []
        if basemap.shifted:
            credit.append(view.say("Basemap in GCJ-02: it lies hundreds of metres beside the grids"))
        data = {
            "address": f"{ADDRESS}/{basemap.mark}",
            "least": basemap.least,
            "most": basemap.most,
            "credit": " · ".join(credit),
        }
        return Drawing(self.name, view.say("Basemap"), "ground", data, shown=False)
