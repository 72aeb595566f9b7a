"""Rows of a table and the county around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.coordinates import middles
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.origin import NAMED
from gridplan.storage.gate.reaching import near_landings

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
_NO_UNIT = {"target": "units", "action": "warn"}


def check_inside(
    draft: Draft, county: gpd.GeoDataFrame, ferries: Sequence[shapely.Geometry] = ()
) -> Iterator[InputFinding]:
    """
    Look for rows outside the county; those that lie inside when exchanged are said to be exchanged.

    Outlines often follow the shore, so that what a ferry serves is never said to be outside.

    Parameters
    ----------
    draft
        A table with places in EPSG:4326.
    county
        The outline, or polygons that make it.
    ferries
        Lines of ferries in EPSG:4326.

    Yields
    ------
    finding
        `COORD_SWAPPED` or `COORD_OUTSIDE`, one a row.
    """
    if draft.places is None or draft.places.isna().all():
        return
    away = _metres_to(draft.places, county)
    outside = (away > _BORDER_M) & ~near_landings(draft.places, ferries)
    if not outside.any():
        return
    xy = middles(draft.places[outside])
    west, south, east, north = county.total_bounds
    exchanged = np.zeros(len(away), dtype=bool)
    exchanged[outside] = (xy[:, 1] >= west) & (xy[:, 1] <= east) & (xy[:, 0] >= south) & (xy[:, 0] <= north)
    yield from draft.origin.each("COORD_SWAPPED", "lon", exchanged)
    column = "lon" if draft.has("lon") else None
    lost = draft.table["unit_id"].isna().to_numpy(dtype=bool) if draft.has("unit_id") else np.zeros(len(away), bool)
    outside &= ~exchanged
    # who belongs to no unit is looked for, not refused
    far = outside & (away > FAR_M) & ~lost
    yield from _named(draft, column, far, away, **_COUNTY, action="reject")
    yield from _named(draft, column, outside & ~far, away, **_COUNTY)


def check_home(draft: Draft, units: gpd.GeoSeries) -> Iterator[InputFinding]:
    """
    Look for rows far from the unit that they name, and for rows that name none and lie in none.

    Where all rows of a unit lie together, and far from its point, it is the point that is off.

    Parameters
    ----------
    draft
        Households with places in EPSG:4326 and `unit_id`.
    units
        Places of the units, by id.

    Yields
    ------
    finding
        `COORD_OUTSIDE`, `UNIT_POINT_OFF` or `FK_ORPHAN`, one a row.
    """
    if draft.places is None or units.isna().all():
        return
    xy, away = middles(draft.places), np.zeros(len(draft.table))
    for unit, rows in draft.table.groupby("unit_id").indices.items():
        shape = units.get(unit)
        if shape is None:
            continue
        away[rows] = _metres_outside(shape, xy[rows])
        if len(rows) > 1 and away[rows].all() and _together(shape, xy[rows]):
            km = f"{np.median(away[rows]) / 1000:.3g}"
            yield draft.origin.say("UNIT_POINT_OFF", "unit_id", at=int(rows[0]), value=unit, count=len(rows), km=km)
            away[rows] = 0.0
    yield from _named(draft, "lon", away > 0, away, **_UNIT)
    if draft.has("unit_id"):
        homeless = _homeless(draft, xy, units)
        yield from draft.origin.each("FK_ORPHAN", "unit_id", homeless, "（空/empty）", **_NO_UNIT)


def _named(
    draft: Draft, column: str | None, outside: NDArray[np.bool_], away: Floats, **words: object
) -> Iterator[InputFinding]:
    """Name rows outside with their distance, and count those beyond the first."""
    positions = np.flatnonzero(outside)
    for at in positions[:NAMED]:
        yield draft.origin.say("COORD_OUTSIDE", column, at=int(at), km=f"{away[at] / 1000:.3g}", **words)
    if len(positions) > NAMED:
        yield draft.origin.say("MORE", column, count=len(positions) - NAMED, what="COORD_OUTSIDE")


def _homeless(draft: Draft, xy: Floats, units: gpd.GeoSeries) -> NDArray[np.bool_]:
    """Tell which rows name no unit and lie in none, nor near its point."""
    lost = draft.table["unit_id"].isna().to_numpy(dtype=bool) & ~draft.unreadable("unit_id")
    lost &= np.isfinite(xy).all(axis=1)
    if lost.any():
        shapes = units.dropna().to_numpy()
        scale = np.array([_DEGREE_M * np.cos(np.radians(shapely.total_bounds(shapes)[1])), _DEGREE_M])
        metric = shapely.transform(shapes, lambda points: points * scale)
        nearest, away = shapely.STRtree(metric).query_nearest(
            shapely.points(xy[lost] * scale), return_distance=True, all_matches=False
        )
        limit = np.where(shapely.get_dimensions(shapes[nearest[1]]) > 0, FROM_POLYGON_M, FROM_POINT_M)
        lost[lost] = away > limit
    return lost


def _together(shape: shapely.Geometry, xy: Floats) -> bool:
    """Tell whether the rows of a unit that has only a point lie near each other."""
    if shapely.get_dimensions(shape):
        return False
    return not _metres_outside(shapely.Point(np.median(xy, axis=0)), xy).any()


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
