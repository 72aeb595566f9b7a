"""Basic units of a county that OSM alone knows: divisions below the towns, or land around places; streets cut both."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.words import UnitType
from gridplan.planning.zoning.order import from_north
from gridplan.planning.zoning.units import Ground, basic_units
from gridplan.planning.zoning.units.faces import cut_faces, dissolve, face_borders
from gridplan.planning.zoning.units.merging import merge_small
from gridplan.workspace.counting import load_of

#: A unit of more households is cut along its streets; pieces of fewer join a neighbour in the same unit.
MOST_HH, LEAST_HH = 500.0, 100.0
#: Where streets leave pieces too heavy, cells of these widths cut them, in metres.
CELLS_M = (400.0, 200.0)
#: Share of the county that divisions must cover to be its units.
COVER = 0.95
#: Roads that part no neighbours.
_INNER = ("service", "track")
#: A border along a barrier counts this share of its length when a light piece looks for a neighbour.
_OVER_A_BARRIER = 0.01
_TYPES = {
    "village": UnitType.VILLAGE, "hamlet": UnitType.NATURAL_VILLAGE, "suburb": UnitType.COMMUNITY,
    "quarter": UnitType.COMMUNITY, "neighbourhood": UnitType.COMMUNITY, "town": UnitType.COMMUNITY,
    "city": UnitType.COMMUNITY,
}  # fmt: skip


def find_divisions(admin: gpd.GeoDataFrame, county: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Find the admin areas one level below the towns.

    Parameters
    ----------
    admin
        Polygons with `name` and `level`.
    county
        One polygon; metric CRS, as all.
    towns
        Polygons indexed by `town`.

    Returns
    -------
    divisions
        Polygons with `name`, `type` and `town`; empty where no level has more areas than there are towns and
        covers the county.
    """
    shape = county.geometry.iloc[0]
    inside = admin[shapely.intersects(shape, shapely.point_on_surface(admin.geometry.to_numpy()))]
    fine = [
        group
        for _, group in inside.groupby("level")
        if len(group) > len(towns) and _covered(group, county) >= COVER * shapely.area(shape)
    ]
    found = min(fine, key=len) if fine else inside.iloc[:0]
    town = _town_at(found, towns)
    return gpd.GeoDataFrame(found[["name", "geometry"]].assign(type=str(UnitType.VILLAGE), town=town))


def place_points(places: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Take the places that units can grow around; a town without any is a place itself.

    Parameters
    ----------
    places
        Points with `name` and `kind`; metric CRS, as all.
    towns
        Polygons indexed by `town`.

    Returns
    -------
    points
        Points with `name`, `type` and `town`, from north to south.
    """
    usable = places[places["kind"].isin(_TYPES)]
    kinds = usable["kind"].map(lambda kind: str(_TYPES[kind]))
    points = usable[["name", "geometry"]].assign(type=kinds, town=_town_at(usable, towns))
    bare = towns[~towns.index.isin(points["town"])]
    added = gpd.GeoDataFrame(
        {"name": bare.index, "type": str(UnitType.COMMUNITY), "town": bare.index},
        geometry=shapely.point_on_surface(bare.geometry.to_numpy()),
        crs=towns.crs,
    )
    both = gpd.GeoDataFrame(pd.concat([points, added], ignore_index=True), crs=towns.crs)
    return both.iloc[from_north(both.geometry.to_numpy())].reset_index(drop=True)


def cut_heavy(
    units: gpd.GeoDataFrame,
    households: gpd.GeoDataFrame,
    roads: gpd.GeoDataFrame,
    barriers: gpd.GeoDataFrame,
) -> gpd.GeoDataFrame:
    """
    Cut units that hold too many households along streets and barriers, and along cells where that isn't enough.

    Parameters
    ----------
    units
        Polygons that cover the county, with `name`, `type` and `town`; metric CRS, as all.
    households
        Points with `households_n`.
    roads
        Lines with `highway`.
    barriers
        Lines.

    Returns
    -------
    units
        Polygons that cover the same area, with the same columns, indexed by `unit_id` from north to south; a unit
        that was cut gives its pieces its name and a number.
    """
    area = shapely.union_all(units.geometry.to_numpy())
    walls = barriers.geometry.to_numpy()
    streets = roads.loc[~roads["highway"].isin(_INNER)].geometry.to_numpy()
    heavy = units[load_of(units, households) > MOST_HH]
    lines = np.concatenate(
        [shapely.boundary(units.geometry.to_numpy()), _within(streets, heavy), _within(walls, heavy)]
    )
    faces = cut_faces(area, lines)
    for size_m in CELLS_M:
        load = load_of(_table(faces, units), households).to_numpy()
        lines = np.concatenate([lines, *(_cell_sides(face, units, size_m) for face in faces[load > MOST_HH])])
        faces = cut_faces(area, lines)
    owner = shapely.STRtree(units.geometry.to_numpy()).nearest(shapely.point_on_surface(faces))
    load = load_of(_table(faces, units), households).to_numpy()
    into = _together(faces, load, owner, units.index.isin(heavy.index)[owner], walls)
    return _numbered(units, dissolve(faces, into), owner[np.unique(into)])


def _town_at(shapes: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> NDArray[np.object_]:
    ground = Ground(shapely.union_all(towns.geometry.to_numpy()), towns.crs, towns=towns)
    return ground.town_at(shapes.geometry.to_numpy())


def _covered(areas: gpd.GeoDataFrame, county: gpd.GeoDataFrame) -> float:
    whole = shapely.union_all(areas.geometry.to_numpy())
    return float(shapely.area(shapely.intersection(whole, county.geometry.iloc[0])))


def _within(lines: NDArray[np.object_], areas: gpd.GeoDataFrame) -> NDArray[np.object_]:
    if not len(lines) or areas.empty:
        return lines[:0]
    cut = shapely.intersection(lines, shapely.union_all(areas.geometry.to_numpy()))
    parts = shapely.get_parts(cut)
    return np.asarray(parts[shapely.get_dimensions(parts) == 1])


def _cell_sides(face: object, units: gpd.GeoDataFrame, size_m: float) -> NDArray[np.object_]:
    area = gpd.GeoDataFrame(geometry=[face], crs=units.crs)
    return np.asarray(shapely.boundary(basic_units(area, method="cells", size_m=size_m).geometry.to_numpy()))


def _table(faces: NDArray[np.object_], units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=faces, crs=units.crs)


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
    return merge_small(load, np.where(was_cut, LEAST_HH, np.inf), pairs, length)


def _numbered(units: gpd.GeoDataFrame, shapes: NDArray[np.object_], owner: NDArray[np.int64]) -> gpd.GeoDataFrame:
    order = from_north(shapes)
    table = pd.DataFrame(units.drop(columns="geometry")).iloc[owner[order]].reset_index(drop=True)
    source = pd.Series(owner[order])
    part = source.groupby(source).cumcount() + 1
    often = source.duplicated(keep=False)
    table["name"] = table["name"].where(~often, table["name"] + " " + part.astype(str))
    table["type"] = table["type"].where(~often, str(UnitType.STREET_SEGMENT))
    ids = pd.Index([f"U{n:04d}" for n in range(1, len(shapes) + 1)], name="unit_id")
    return gpd.GeoDataFrame(table.set_axis(ids), geometry=shapes[order], crs=units.crs)
