"""Layers that a bank puts beside its plan to look at: schools, village committees, other banks, borders."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd


@dataclass(frozen=True)
class Reference:
    """
    One layer that is only shown.

    Attributes
    ----------
    name
        Name of its table in `layers.toml`.
    title, title_en
        What the map calls it; the English one may be empty.
    colour
        Its colour, as `#rrggbb`.
    shapes
        Points, lines or polygons, with their name as `label`, or no name at all.
    """

    name: str
    title: str
    title_en: str
    colour: str
    shapes: gpd.GeoDataFrame

    def called(self, lang: str) -> str:
        """
        Name the layer.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        title
            The title in that language, or the one there is.
        """
        titles = (self.title_en, self.title) if lang == "en" else (self.title, self.title_en)
        return titles[0] or titles[1] or self.name
