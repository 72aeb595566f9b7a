"""Coordinates by themselves: missing, exchanged, metres, too coarse, or all the same."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.draft import Draft

Floats = NDArray[np.float64]

#: Beyond these no value is a degree, not even a slip of the pen.
_NO_DEGREE = 1_000.0
#: Metres that one degree spans, and decimals that are too few for a village.
_DEGREE_M, _FEW_DECIMALS = 111_000, 2
#: Fewer rows may stand on round coordinates by chance.
_JUDGED_ROWS = 3
#: So many rows on one point are no neighbours.
_CROWD = 10
#: CGCS2000 Gauss-Krüger zones with their number in front: first zone, EPSG code of the first, width in degrees.
_ZONES = ((25, 45, 4513, 3), (13, 23, 4491, 6))


def check_coordinates(draft: Draft, *, needed: bool) -> None:
    """
    Check the coordinates of every row by themselves.

    Parameters
    ----------
    draft
        A table with places; rows whose place can't be used lose it.
    needed
        Whether every row must have a place.
    """
    if draft.places is None:
        return
    xy = _lon_lat(draft, draft.places)
    if _in_metres(xy):
        draft.add(
            [draft.origin.say("CRS_MISSING_PROJECTED", "lon", value=xy[np.isfinite(xy[:, 0])][0, 0], guess=_zone(xy))]
        )
        draft.places = draft.places.where(np.zeros(len(xy), dtype=bool), None)
        return
    draft.add(_wrong(draft, xy, needed=needed))
    if draft.has("lon") and draft.has("lat"):
        draft.add(_too_coarse(draft))
    draft.add(_crowded(draft, xy))


def check_extent(draft: Draft) -> None:
    """
    Check that the shapes of a layer lie on the earth and don't go round it.

    Parameters
    ----------
    draft
        A layer in degrees.
    """
    if draft.places is None:
        return
    bounds = shapely.bounds(draft.places.to_numpy())
    with np.errstate(invalid="ignore"):
        off = ~_on_earth(bounds[:, 0], bounds[:, 1]) | ~_on_earth(bounds[:, 2], bounds[:, 3])
        off |= bounds[:, 2] - bounds[:, 0] > 180  # noqa: PLR2004 # half of the earth
    draft.add(draft.origin.each("COORD_RANGE", None, off & np.isfinite(bounds[:, 0])))


def middles(places: gpd.GeoSeries) -> Floats:
    """
    Take one point of every shape.

    Parameters
    ----------
    places
        Shapes, None where there is none.

    Returns
    -------
    xy
        The points themselves and the centroids of other shapes, NaN where there is none.
    """
    array = places.to_numpy()
    other = ~np.isin(shapely.get_type_id(array), (-1, 0))
    if other.any():
        array = array.copy()
        array[other] = shapely.centroid(array[other])
    return np.column_stack([shapely.get_x(array), shapely.get_y(array)])


def _lon_lat(draft: Draft, places: gpd.GeoSeries) -> Floats:
    """Take what the columns say, which may be no place at all, else the middle of the shape."""
    xy = middles(places)
    if draft.has("lon") and draft.has("lat"):
        told = np.array(draft.table[["lon", "lat"]].to_numpy(dtype=float, na_value=np.nan))
        xy = np.where(np.isnan(xy).any(axis=1).reshape(-1, 1), told, xy)
    return np.asarray(xy)


def _in_metres(xy: Floats) -> bool:
    told = xy[np.isfinite(xy).all(axis=1)]
    metres = (np.abs(told) > _NO_DEGREE).all(axis=1)
    return bool(2 * np.count_nonzero(metres) > len(told))


def _zone(xy: Floats) -> str:
    number = int(np.nanmedian(xy[:, 0]) // 1e6)
    for first, last, epsg, width in _ZONES:
        if first <= number <= last:
            return f"CGCS2000 / {width}-degree Gauss-Kruger zone {number} (EPSG:{epsg + number - first})"
    return "CGCS2000 / 3-degree Gauss-Kruger CM … (EPSG:4534–4554)"


def _wrong(draft: Draft, xy: Floats, *, needed: bool) -> Iterator[InputFinding]:
    said = draft.unreadable("lon") | draft.unreadable("lat") | draft.unreadable("wkt")
    told = np.isfinite(xy).all(axis=1)
    half = np.isfinite(xy).any(axis=1) & ~told
    good = _on_earth(xy[:, 0], xy[:, 1])
    exchanged = told & ~good & _on_earth(xy[:, 1], xy[:, 0])
    zero = told & (xy == 0).all(axis=1)
    column = "lon" if draft.has("lon") else None
    shown = _shown(xy) if (zero | ~good)[told].any() else None
    yield from draft.origin.each("COORD_MISSING", column, ~told & ~said & (needed | half))
    yield from draft.origin.each("COORD_ZERO", column, zero, shown)
    yield from draft.origin.each("COORD_SWAPPED", column, exchanged, shown)
    yield from draft.origin.each("COORD_RANGE", column, told & ~good & ~exchanged, shown)
    if draft.places is not None and (zero | ~good).any():
        draft.places = draft.places.where(good & ~zero, None)


def _shown(xy: Floats) -> list[str]:
    return [f"{lon:.10g}, {lat:.10g}" for lon, lat in xy]


def _on_earth(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    with np.errstate(invalid="ignore"):
        return np.asarray((np.abs(lon) <= 180) & (np.abs(lat) <= 90))  # noqa: PLR2004 # degrees


def _too_coarse(draft: Draft) -> Iterator[InputFinding]:
    """Say that all coordinates have few decimals; the first that has more ends the search."""
    most = 0
    for text in (str(value) for pair in zip(draft.shown["lon"], draft.shown["lat"], strict=True) for value in pair):
        most = max(most, len(text.strip().partition(".")[2]))
        if most > _FEW_DECIMALS:
            return
    if len(draft.shown) >= _JUDGED_ROWS:
        yield draft.origin.say("COORD_PRECISION", "lon", digits=most, metres=round(_DEGREE_M / 10**most))


def _crowded(draft: Draft, xy: Floats) -> Iterator[InputFinding]:
    """Say where many rows share one point."""
    told = np.isfinite(xy).all(axis=1) & (xy != 0).any(axis=1)
    _, first, number = np.unique(xy[told], axis=0, return_index=True, return_counts=True)
    for at, count in zip(first[number >= _CROWD], number[number >= _CROWD], strict=True):
        yield draft.origin.say("COORD_COINCIDENT", "lon", at=int(np.flatnonzero(told)[at]), count=int(count))
