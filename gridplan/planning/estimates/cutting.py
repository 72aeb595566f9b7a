"""Cut units that hold too many households: along streets, and along cells where streets are not enough."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.planning.estimates.gathering import gather
from gridplan.planning.zoning.order import from_north
from gridplan.planning.zoning.places import load_of
from gridplan.planning.zoning.units import basic_units
from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders

#: A piece of more households is cut by cells; pieces of fewer join a neighbour in the same unit.
PIECE_HH, LEAST_HH = 500.0, 100.0
#: Widths of those cells, in metres.
CELLS_M = (400.0, 200.0)
#: Roads that part no neighbours.
_INNER = ("service", "track")
#: A border along a barrier counts this share of its length when a light piece looks for a neighbour.
_OVER_A_BARRIER = 0.01


def cut_heavy(
    units: gpd.GeoDataFrame,
    households: gpd.GeoDataFrame,
    *,
    most_hh: float,
    roads: gpd.GeoDataFrame | None = None,
    barriers: gpd.GeoDataFrame | None = None,
) -> gpd.GeoDataFrame:
    """
    Cut units that hold too many households along streets and barriers, and along cells where that isn't enough.

    Parameters
    ----------
    units
        Polygons that cover the county, with `name`, `type` and `town`; metric CRS, as all.
    households
        Points with `households_n`.
    most_hh
        Households from which on a unit is cut.
    roads
        Lines with `highway`.
    barriers
        Lines.

    Returns
    -------
    pieces
        Polygons that cover the same area, from north to south, with index and columns of their unit and `part`: 0
        for a whole unit, 1 and more for pieces.
    """
    shapes, walls = units.geometry.to_numpy(), _lines(barriers)
    heavy = load_of(units, households).to_numpy() > most_hh
    lines = np.concatenate(
        [shapely.boundary(shapes), _within(_streets(roads), shapes[heavy]), _within(walls, shapes[heavy])]
    )
    faces, owner = _faces(shapes, lines)
    for size_m in CELLS_M:
        load = load_of(gpd.GeoDataFrame(geometry=faces, crs=units.crs), households).to_numpy()
        large = faces[heavy[owner] & (load > PIECE_HH)]
        lines = np.concatenate([lines, *(_cell_sides(face, units, size_m) for face in large)])
        faces, owner = _faces(shapes, lines)
    load = load_of(gpd.GeoDataFrame(geometry=faces, crs=units.crs), households).to_numpy()
    into = _together(faces, load, owner, heavy[owner], walls)
    return _pieces(units, dissolve(faces, into), owner[np.unique(into)])


def _lines(table: gpd.GeoDataFrame | None) -> NDArray[np.object_]:
    return np.empty(0, dtype=object) if table is None else np.asarray(table.geometry.to_numpy())


def _streets(roads: gpd.GeoDataFrame | None) -> NDArray[np.object_]:
    return _lines(None if roads is None else roads[~roads["highway"].isin(_INNER)])


def _faces(shapes: NDArray[np.object_], lines: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    faces = cut_faces(shapely.union_all(shapes), lines)
    return faces, shapely.STRtree(shapes).nearest(shapely.point_on_surface(faces))


def _within(lines: NDArray[np.object_], areas: NDArray[np.object_]) -> NDArray[np.object_]:
    cut = shapely.intersection(lines, shapely.union_all(areas))
    parts = shapely.get_parts(cut)
    return np.asarray(parts[shapely.get_dimensions(parts) == 1])


def _cell_sides(face: object, units: gpd.GeoDataFrame, size_m: float) -> NDArray[np.object_]:
    area = gpd.GeoDataFrame(geometry=[face], crs=units.crs)
    return np.asarray(shapely.boundary(basic_units(area, method="cells", size_m=size_m).geometry.to_numpy()))


def _together(
    faces: NDArray[np.object_],
    load: NDArray[np.float64],
    owner: NDArray[np.int64],
    was_cut: NDArray[np.bool_],
    walls: NDArray[np.object_],
) -> NDArray[np.int64]:
    """Put light pieces of one unit together, over a barrier only where there is no other neighbour."""
    pairs, borders = face_borders(faces)
    own = owner[pairs[:, 0]] == owner[pairs[:, 1]]
    pairs, borders = pairs[own], borders[own]
    length = shapely.length(borders)
    middles = shapely.line_interpolate_point(shapely.line_merge(borders), 0.5, normalized=True)
    walled = shapely.STRtree(walls).query(middles, "dwithin", 1.0)[0]
    length[np.unique(walled)] *= _OVER_A_BARRIER
    # a unit that wasn't heavy is one piece, however many faces it has
    return gather(load, np.where(was_cut, LEAST_HH, np.inf), PIECE_HH, pairs, length)


def _pieces(units: gpd.GeoDataFrame, shapes: NDArray[np.object_], owner: NDArray[np.int64]) -> gpd.GeoDataFrame:
    order = from_north(shapes)
    source = pd.Series(owner[order])
    part = (source.groupby(source).cumcount() + 1).where(source.duplicated(keep=False), 0)
    pieces = units.iloc[owner[order]].assign(part=part.to_numpy())
    return gpd.GeoDataFrame(pieces.set_geometry(shapes[order], crs=units.crs))
