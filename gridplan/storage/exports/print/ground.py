"""Draw a plan on a sheet: grids, water, roads, borders, branches, and labels that do not collide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.model.plan import Plan
from gridplan.model.words import GridKind
from gridplan.storage.exports.plain_text import plain_text
from gridplan.storage.exports.print.font import width
from gridplan.storage.exports.print.frame import Box, MapFrame
from gridplan.storage.exports.print.pen import Pen
from gridplan.storage.exports.styles import APART, grid_colours
from gridplan.storage.exports.taking import Taking

INK, FAINT, WATER, ELSEWHERE = "#1d2b38", "#8a949e", "#7fb2d6", "#f1f1ee"
ROAD = "#a67c52"
_ROADS = {"motorway": ("#d98c3f", 0.7), "trunk": ("#d98c3f", 0.55), "primary": ("#a67c52", 0.45),
          "secondary": ("#a67c52", 0.3), "tertiary": ("#b9a68c", 0.2)}  # fmt: skip
#: Smaller roads are drawn where a metre of ground is so many millimetres.
_NEAR = 0.02
SPECIAL, BRANCH = "#762a83", "#1d4e6b"
#: A label needs so much room around it, as a part of its height.
_AIR = 0.2
#: How much of a colour is left when it is mixed with white.
_INKED = 0.6


class Ground:
    """
    A plan on a sheet.

    Parameters
    ----------
    plan
        The plan, in a metric CRS.
    pen
        What draws.
    frame
        Where.
    """

    def __init__(self, plan: Plan, pen: Pen, frame: MapFrame) -> None:
        self.plan, self.pen, self.frame = plan, pen, frame
        self._taken: list[Box] = []

    def grids(self, colours: Mapping[str, str], chosen: Collection[str] | None = None) -> None:
        """
        Draw the grids, and the outlines of their units.

        Parameters
        ----------
        colours
            Colour by grid.
        chosen
            Grids that are meant; the others are pale. None means all.
        """
        base = self.plan.grids[self.plan.grids["kind"] == GridKind.BASE].geometry
        meant = base.index.isin(base.index if chosen is None else chosen)
        for _, part in self.frame.parts(base[~meant]):
            self.pen.area(self.frame.rings(part), ELSEWHERE, FAINT, 0.15)
        for grid, part in self.frame.parts(base[meant]):
            self.pen.area(self.frame.rings(part), colours.get(str(grid), APART[-1]))
        within = self.plan.units["grid_id"].isin(base.index[meant])
        for _, part in self.frame.parts(self.plan.units.geometry[within]):
            self.pen.area(self.frame.rings(part), None, FAINT, 0.08)
        for _, part in self.frame.parts(base[meant]):
            self.pen.area(self.frame.rings(part), None, INK, 0.35)

    def land(self) -> None:
        """Draw water and roads."""
        layers = self.plan.layers
        if layers.water is not None:
            for _, part in self.frame.parts(layers.water.geometry):
                if part.geom_type == "Polygon":
                    self.pen.area(self.frame.rings(part), WATER)
                elif part.geom_type == "LineString":
                    self.pen.line(self.frame.at(shapely.get_coordinates(part)), WATER, 0.35)
        if layers.roads is not None:
            self._roads(layers.roads)

    def _roads(self, roads: gpd.GeoDataFrame) -> None:
        for kind, (colour, thick) in reversed(_ROADS.items()):
            if kind == "tertiary" and self.frame.scale < _NEAR:
                continue
            for _, part in self.frame.parts(roads.geometry[roads["highway"] == kind]):
                if part.geom_type == "LineString":
                    self.pen.line(self.frame.at(shapely.get_coordinates(part)), colour, thick)

    def borders(self, branch_id: str | None = None) -> None:
        """
        Draw special grids, borders of towns and of the county.

        Parameters
        ----------
        branch_id
            Whose special grids; None means everybody's.
        """
        special = self.plan.grids[self.plan.grids["kind"] == GridKind.SPECIAL]
        kept = special if branch_id is None else special[special["branch_id"] == branch_id]
        for _, part in self.frame.parts(kept.geometry):
            self.pen.area(self.frame.rings(part), None, SPECIAL, 0.45)
        layers = self.plan.layers
        for layer, thick, dash in ((layers.towns, 0.3, (2.0, 1.2)), (layers.county, 0.6, ())):
            for _, part in self.frame.parts(layer.geometry.boundary) if layer is not None else ():
                if part.geom_type in {"LineString", "LinearRing"}:
                    self.pen.line(self.frame.at(shapely.get_coordinates(part)), INK, thick, dash)

    def branches(self, chosen: Collection[str] | None = None, size: float = 3.0) -> None:
        """
        Mark branches and name them.

        Parameters
        ----------
        chosen
            Branches that are meant; None means all.
        size
            Of their names, millimetres.
        """
        table = self.plan.branches if chosen is None else self.plan.branches[self.plan.branches.index.isin(chosen)]
        half = size * 0.35
        for name, (x, y) in zip(table["name"], self._places(table.geometry), strict=True):
            if not self.frame.holds(x, y):
                continue
            self.pen.area([np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half + (x, y)], BRANCH, "#ffffff", 0.25)
            self._taken.append((x - half, y - half, x + half, y + half))
            self.label(plain_text(name), x, y, size, colour=BRANCH, away=half)

    def name_grids(self, text: Callable[[str], str], chosen: Collection[str], size: float) -> None:
        """
        Write into grids what they are called, as far as there is room.

        Parameters
        ----------
        text
            Gives the text of a grid.
        chosen
            Which grids.
        size
            Millimetres.
        """
        base = self.plan.grids[(self.plan.grids["kind"] == GridKind.BASE) & self.plan.grids.index.isin(chosen)]
        largest = base.geometry.area.sort_values(ascending=False).index
        middles = base.geometry.loc[largest].representative_point()
        for grid, (x, y) in zip(largest, self._places(middles), strict=True):
            self.label(text(str(grid)), x, y, size)

    def name_units(self, chosen: Collection[str], size: float) -> None:
        """
        Write into the units of some grids what they are called.

        Parameters
        ----------
        chosen
            Which grids.
        size
            Millimetres.
        """
        units = self.plan.units[self.plan.units["grid_id"].isin(chosen)]
        for name, (x, y) in zip(units["name"], self._places(units.representative_point()), strict=True):
            self.label(plain_text(name), x, y, size)

    def label(self, text: str, x: float, y: float, size: float, *, colour: str = INK, away: float = 0.0) -> None:
        """
        Write a label where it covers no other one; where there is no such place, it is left out.

        Parameters
        ----------
        text
            One line.
        x, y
            What it belongs to, on the sheet.
        size
            Millimetres.
        colour
            Its colour.
        away
            Distance from a mark; 0 writes over the place itself.
        """
        wide, left_edge, top_edge, right_edge, bottom_edge = width(text, size), *self.frame.box
        steps = [(0.0, 0.0), (0.0, -size), (0.0, size)] if not away else _beside(wide, size, away)
        for right, down in steps:
            middle, base = x + right, y + down + size * 0.36
            air = size * _AIR
            box = (middle - wide / 2 - air, base - size - air, middle + wide / 2 + air, base + size * 0.2 + air)
            inside = box[0] > left_edge and box[1] > top_edge and box[2] < right_edge and box[3] < bottom_edge
            if text and inside and not any(_meet(box, other) for other in self._taken):
                self._taken.append(box)
                self.pen.write(middle, base, text, size, colour=colour, anchor="middle", halo=True)
                return

    def _places(self, points: gpd.GeoSeries) -> list[tuple[float, float]]:
        return [(x, y) for x, y in self.frame.at(np.column_stack([points.x, points.y])).tolist()]


def colours_of(plan: Plan, taking: Taking) -> Mapping[str, str]:
    """
    Colour the grids.

    Parameters
    ----------
    plan
        The plan.
    taking
        Says by what.

    Returns
    -------
    colours
        Colour by grid.
    """
    if taking.shading:
        return taking.shading.colours
    return {grid: _paler(colour) for grid, colour in grid_colours(plan.units, plan.adjacency).items()}


def base_grids(plan: Plan, branch_id: str | None) -> pd.Index:
    """
    List the base grids of a branch.

    Parameters
    ----------
    plan
        The plan.
    branch_id
        The branch; None means all.

    Returns
    -------
    grid_ids
        Their ids.
    """
    mine = plan.grids["kind"] == GridKind.BASE
    if branch_id is not None:
        mine &= plan.grids["branch_id"] == branch_id
    grids: pd.Index = plan.grids.index[mine]
    return grids


def _beside(wide: float, size: float, away: float) -> list[tuple[float, float]]:
    up, off = away + size * (0.86 + _AIR), away + wide / 2 + size * (_AIR + 0.01)
    return [(0.0, -up), (0.0, up), (off, 0.0), (-off, 0.0)]


def _paler(colour: str) -> str:
    """Mix with white, so that roads and labels stand out."""
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * _INKED):02x}" for part in parts)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
