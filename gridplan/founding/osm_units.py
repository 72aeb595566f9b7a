"""Basic units of a county that OSM alone knows: divisions below the towns, or the land around places."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.model.words import UnitType
from gridplan.planning.zoning.order import from_north
from gridplan.planning.zoning.units import Ground

#: Share of the county that divisions must cover to be its units.
COVER = 0.95
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


def named(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Give units their ids, and pieces of units their names and type.

    Parameters
    ----------
    pieces
        As `cut_heavy` cuts them.

    Returns
    -------
    units
        The same rows, indexed by `unit_id` in their order; a piece has the name of its unit and a number.
    """
    table = pieces.drop(columns="part").set_axis(
        pd.Index([f"U{n:04d}" for n in range(1, len(pieces) + 1)], name="unit_id")
    )
    part = pieces["part"].to_numpy()
    table["name"] = table["name"].where(part == 0, table["name"] + " " + part.astype(str))
    table["type"] = table["type"].where(part == 0, str(UnitType.STREET_SEGMENT))
    return gpd.GeoDataFrame(table)


def _town_at(shapes: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> NDArray[np.object_]:
    ground = Ground(shapely.union_all(towns.geometry.to_numpy()), towns.crs, towns=towns)
    return ground.town_at(shapes.geometry.to_numpy())


def _covered(areas: gpd.GeoDataFrame, county: gpd.GeoDataFrame) -> float:
    whole = shapely.union_all(areas.geometry.to_numpy())
    return float(shapely.area(shapely.intersection(whole, county.geometry.iloc[0])))
