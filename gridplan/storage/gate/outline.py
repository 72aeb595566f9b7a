"""Rows of a table and the county around them."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.coordinates import middles
from gridplan.storage.gate.draft import Draft

Floats = NDArray[np.float64]

#: So far outside a point is no slip at the border but a wrong coordinate.
FAR_M = 50_000.0
#: So far from its unit a household is looked at: from its polygon, and from its point.
FROM_POLYGON_M, FROM_POINT_M = 1_000.0, 4_000.0
#: Outlines are drawn coarsely; a point so near outside is at the border.
_BORDER_M = 10.0
_DEGREE_M = 111_195.0
_COUNTY = {"where_zh": "县界", "where_en": "the county"}
_UNIT = {"where_zh": "所在的村", "where_en": "its unit"}


def check_inside(draft: Draft, county: gpd.GeoDataFrame) -> Iterator[InputFinding]:
    """
    Look for rows outside the county; those that lie inside when exchanged are said to be exchanged.

    Parameters
    ----------
    draft
        A table with places in EPSG:4326.
    county
        The outline, or polygons that make it.

    Yields
    ------
    finding
        `COORD_SWAPPED` or `COORD_OUTSIDE`, one a row.
    """
    if draft.places is None or draft.places.isna().all():
        return
    away = _metres_to(draft.places, county)
    outside = away > _BORDER_M
    if not outside.any():
        return
    xy = middles(draft.places[outside])
    west, south, east, north = county.total_bounds
    exchanged = np.zeros(len(away), dtype=bool)
    exchanged[outside] = (xy[:, 1] >= west) & (xy[:, 1] <= east) & (xy[:, 0] >= south) & (xy[:, 0] <= north)
    yield from draft.origin.each("COORD_SWAPPED", "lon", exchanged)
    column = "lon" if draft.has("lon") else None
    for at in np.flatnonzero(outside & ~exchanged)[:100]:
        km = float(away[at]) / 1000
        action = "reject" if away[at] > FAR_M else None
        yield draft.origin.say("COORD_OUTSIDE", column, at=int(at), km=f"{km:.3g}", action=action, **_COUNTY)


def check_home(draft: Draft, units: gpd.GeoSeries) -> Iterator[InputFinding]:
    """
    Look for rows far from the unit that they name.

    Parameters
    ----------
    draft
        Households with places in EPSG:4326 and `unit_id`.
    units
        Places of the units, by id.

    Yields
    ------
    finding
        `COORD_OUTSIDE`, one a row.
    """
    if draft.places is None or units.isna().all():
        return
    xy, away = middles(draft.places), np.zeros(len(draft.table))
    for unit, rows in draft.table.groupby("unit_id").indices.items():
        shape = units.get(unit)
        if shape is not None:
            away[rows] = _metres_outside(shape, xy[rows])
    for at in np.flatnonzero(away > 0)[:100]:
        yield draft.origin.say("COORD_OUTSIDE", "lon", at=int(at), km=f"{away[at] / 1000:.3g}", **_UNIT)


def _metres_outside(shape: shapely.Geometry, xy: Floats) -> Floats:
    """Tell how far points lie outside a unit, 0 where that is near enough; degrees are metres at its latitude."""
    shapely.prepare(shape)
    limit = FROM_POLYGON_M if shapely.get_dimensions(shape) else FROM_POINT_M
    lon_m = _DEGREE_M * np.cos(np.radians(shapely.bounds(shape)[1]))
    away = np.zeros(len(xy))
    out = np.isfinite(xy).all(axis=1) & ~shapely.intersects_xy(shape, *xy.T)
    if out.any():
        metric = shapely.transform(shape, lambda points: points * (lon_m, _DEGREE_M))
        away[out] = shapely.distance(metric, shapely.points(xy[out] * (lon_m, _DEGREE_M)))
    return np.where(away > limit, away, 0.0)


def _metres_to(places: gpd.GeoSeries, county: gpd.GeoDataFrame) -> Floats:
    """Tell the distance of every place to the county, 0 inside and where there is no place."""
    away = np.zeros(len(places))
    outline = shapely.union_all(county.geometry.to_numpy())
    shapely.prepare(outline)
    xy = middles(places)
    out = np.isfinite(xy).all(axis=1) & ~shapely.intersects_xy(outline, *xy.T)
    if out.any():
        crs = work_crs_of(county)
        border = shapely.union_all(to_work(county, crs).geometry.to_numpy())
        points = gpd.GeoSeries(shapely.points(xy[out]), crs=4326).to_crs(crs)
        away[out] = shapely.distance(points.to_numpy(), border)
    return away
