"""What a layer hands to the map: shapes as whole hundred-thousandths of a degree, styles, labels, legend."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import geopandas as gpd

from gridplan.locale import gettext
from gridplan.maps.shelf import Tiles
from gridplan.maps.text import safe, script_json
from gridplan.model.plan import Plan

#: One row of a legend, one label or one class of shapes, as JSON.
Json = dict[str, Any]


@dataclass(frozen=True)
class View:
    """
    What is to be seen of a plan.

    Attributes
    ----------
    plan
        The plan, already cut to what the viewer may see.
    lang
        `zh` or `en`.
    level
        `grid`, `unit`, `town`, `branch` or `county`: what the colours of the units stand for.
    indicator
        Code of the indicator that colours the units; empty colours each grid apart.
    model
        `radius` or `road_time`: which reach is shown first.
    branch_id
        The one branch to be shown; None shows all.
    officer_id
        The one officer whose grids are shown; None shows all.
    start
        The household that comes next on the list, to be marked.
    by_owner
        Whether the grids of one officer share a colour, where no indicator colours them.
    grid_id
        The one grid to be shown; None shows all.
    route
        Households that an officer goes to, in order.
    route_from
        Easting and northing where that way begins; None begins at the first household.
    """

    plan: Plan
    lang: str
    level: str = "grid"
    indicator: str = "spatial_coverage_hh_road"
    model: str = "radius"
    branch_id: str | None = None
    officer_id: str | None = None
    start: str | None = None
    by_owner: bool = False
    tiled: bool = False
    grid_id: str | None = None
    route: tuple[str, ...] = ()
    route_from: tuple[float, float] | None = None

    def say(self, text: str) -> str:
        """
        Put one text of the map into the viewer's language, made harmless.

        Parameters
        ----------
        text
            The English text.

        Returns
        -------
        html
            The text in the language of the view.
        """
        return safe(gettext(text, self.lang))

    @cached_property
    def grid_ids(self) -> frozenset[str] | None:
        """
        List the base grids in view.

        Returns
        -------
        grid_ids
            Their ids; None means all.
        """
        if self.grid_id is not None:
            return frozenset({self.grid_id})
        if self.officer_id is None:
            return None
        mine = self.plan.assignments["officer_id"] == self.officer_id
        return frozenset(self.plan.assignments.loc[mine, "grid_id"])

    @cached_property
    def units(self) -> gpd.GeoDataFrame:
        """
        Put the units in view in the order in which the browser counts them.

        Returns
        -------
        units
            Units of the branch and the officer in view.
        """
        return self.of_branch(self.plan.units).sort_index()

    def of_branch(self, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """
        Keep the rows of the branch and the grids in view.

        Parameters
        ----------
        table
            A table with `branch_id` and perhaps `grid_id`.

        Returns
        -------
        kept
            Its rows in view.
        """
        kept = table if self.branch_id is None else table[table["branch_id"] == self.branch_id]
        if self.grid_ids is None or "grid_id" not in kept:
            return kept
        return kept[kept["grid_id"].isin(self.grid_ids)]

    def near(self, table: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame | None:
        """
        Keep the shapes of a layer that lie around the units in view.

        Parameters
        ----------
        table
            A layer, or None.

        Returns
        -------
        kept
            The layer cut to the view; None where nothing is left.
        """
        if table is None or self.units.empty:
            return None
        if self.branch_id is None and self.officer_id is None:
            return table if len(table) else None
        west, south, east, north = self.units.total_bounds
        room = 0.15 * max(east - west, north - south)
        kept = table.cx[west - room : east + room, south - room : north + room]
        return kept if len(kept) else None


@dataclass(frozen=True)
class Drawing:
    """
    One layer, ready for the browser.

    Attributes
    ----------
    name
        Stable name.
    title
        What the legend and the layer switch call it, as safe HTML.
    kind
        `lines`, `areas`, `marks`, `units`, `borders`, `points`, `bins`, `tiles`, `ground`, `places` or `branches`.
    data
        What that kind draws.
    legend
        Rows of `colour`, `text`, and `count`, `line`, `dash`, `dot` or `hatch`.
    labels
        Texts on the map, made by `label`.
    shown
        Whether it is on when the map opens.
    toggle
        Whether it can be switched.
    tiles
        What a drawing of kind `tiles` is fetched from.
    later
        Number under which the page fetches `data` once somebody switches the layer on; None where it is here.
    """

    name: str
    title: str
    kind: str
    data: Json
    legend: list[Json] = field(default_factory=list)
    labels: list[Json] = field(default_factory=list)
    shown: bool = True
    toggle: bool = True
    tiles: Tiles | None = None
    later: int | None = None

    @property
    def can_wait(self) -> bool:
        """
        Tell whether its data need not come before somebody switches it on.

        Returns
        -------
        can
            Whether that is so.
        """
        return self.toggle and not self.shown and self.tiles is None

    @property
    def wire(self) -> Json:
        """
        Lay all of it out for the browser.

        Returns
        -------
        wire
            Every attribute by its name.
        """
        names = ("name", "title", "kind", "data", "legend", "labels", "shown", "toggle", "later")
        return {name: getattr(self, name) for name in names}

    @cached_property
    def script(self) -> str:
        """
        Write the same as text that can stand inside a script.

        Returns
        -------
        json
            Compact JSON.
        """
        return script_json(self.wire)


class MapLayer(Protocol):
    """One kind of layer; a member of `LAYERS`."""

    name: str

    def draw(self, view: View) -> Drawing | None:
        """
        Draw the layer for a view.

        Parameters
        ----------
        view
            What is to be seen.

        Returns
        -------
        drawing
            The layer, or None where there is nothing to draw.
        """
        ...


def label(at: tuple[float, float], text: str, kind: str, *, rank: int, zoom: float = 0, lift: int = 0) -> Json:
    """
    Write a text on the map; where two would overlap, the one of the smaller rank stands.

    Parameters
    ----------
    at
        Longitude and latitude.
    text
        What to write; made harmless here.
    kind
        `branch`, `grid`, `town`, `unit`, `special` or `stop`.
    rank
        Smaller is more important.
    zoom
        Zoom from which on it shows.
    lift
        Pixels below its place.

    Returns
    -------
    label
        The label as JSON.
    """
    lon, lat = at
    return {
        "at": [round(float(lat), 5), round(float(lon), 5)],
        "text": safe(text),
        "kind": kind,
        "rank": rank,
        "zoom": zoom,
        "lift": lift,
    }
