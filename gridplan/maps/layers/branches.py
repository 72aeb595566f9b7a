"""Branches: where the bank stands."""

from __future__ import annotations

import geopandas as gpd

from gridplan.maps.drawing import Drawing, View, label
from gridplan.maps.shapes import WGS84, hundred_thousandths
from gridplan.maps.text import safe


class Branches:
    """A round sign and a name a branch."""

    name = "branches"

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the branches in view; the others of a county stay, for they are neighbours.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The branches; None where there is none.
        """
        branches = view.near(view.plan.branches)
        if branches is None:
            return None
        places = branches.geometry.to_crs(WGS84)
        points = hundred_thousandths(places.get_coordinates().to_numpy())
        labels = [
            label((place.x, place.y), name, "branch", rank=0, zoom=10, lift=20)
            for place, name in zip(places, branches["name"], strict=True)
        ]
        data = {
            "points": points.tolist(),
            "tips": [self._tip(view, branches.loc[[row]]) for row in branches.index],
        }
        return Drawing(self.name, view.say("Branches"), "branches", data, labels=labels)

    def _tip(self, view: View, branch: gpd.GeoDataFrame) -> str:
        row = branch.iloc[0]
        circle, road = f"{row['coverage_radius_m'] / 1000:.1f} km", f"{row['drive_min']:.0f} min"
        lines = [
            f"<b>{safe(row['name'])}</b>",
            f"{view.say('Circle')} {circle} · {view.say('Road')} {road}",
            f"{view.say('Households')} {row['households']:,.0f} · {view.say('Grids')} {row['grids_n']:.0f}",
        ]
        return "<br>".join(lines)
