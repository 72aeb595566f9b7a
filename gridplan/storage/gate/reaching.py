"""Units that no road, or nothing but a ferry, joins to the rest of the county."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.coordinates import middles
from gridplan.storage.gate.draft import Draft

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Roads whose ends lie so near each other meet.
_MEET_M = 2.0
#: A unit is cut off if the roads of the county are so much farther than its own.
_CUT_OFF_M = 1_000.0
#: A unit so near a landing is served by the ferry.
LANDING_M = 2_000.0
_DEGREE_M = 111_195.0


def check_reach(draft: Draft, roads: gpd.GeoDataFrame, ferries: Sequence[shapely.Geometry]) -> Iterator[InputFinding]:
    """
    Look for rows whose roads are not joined to the other roads of the county.

    Parameters
    ----------
    draft
        Units, or branches where there are no units, with places in EPSG:4326.
    roads
        Lines in EPSG:4326.
    ferries
        Lines of ferries in EPSG:4326; they join roads.

    Yields
    ------
    finding
        `NET_DISCONNECTED` or `NET_FERRY`, one a row.
    """
    if draft.places is None or draft.places.isna().all():
        return
    xy = middles(draft.places)
    scale = np.array([_DEGREE_M * np.cos(np.radians(np.nanmedian(xy[:, 1]))), _DEGREE_M])
    lines = shapely.transform(roads.geometry.to_numpy(), lambda points: points * scale)
    boats = shapely.transform(np.array(ferries, dtype=object), lambda points: points * scale)
    points = shapely.points(np.where(np.isfinite(xy), xy, 0.0) * scale)
    told = np.isfinite(xy).all(axis=1)
    cut = told & _cut_off(lines, boats[:0], points)
    lost = cut & _cut_off(lines, boats, points) if len(boats) else cut
    yield from draft.origin.each("NET_DISCONNECTED", "lon" if draft.has("lon") else None, lost)
    yield from draft.origin.each("NET_FERRY", "lon" if draft.has("lon") else None, cut & ~lost)


def near_landings(places: gpd.GeoSeries, ferries: Sequence[shapely.Geometry]) -> Mask:
    """
    Tell which places a ferry serves.

    Parameters
    ----------
    places
        Shapes in EPSG:4326, None where there is none.
    ferries
        Lines of ferries in EPSG:4326.

    Returns
    -------
    near
        Which of the places lie near an end of a ferry.
    """
    xy = middles(places)
    near = np.zeros(len(xy), dtype=bool)
    for boat in ferries:
        for end in shapely.get_coordinates(boat)[[0, -1]]:
            step = (xy - end) * (_DEGREE_M * np.cos(np.radians(end[1])), _DEGREE_M)
            near |= np.hypot(step[:, 0], step[:, 1]) <= LANDING_M
    return near


def _cut_off(lines: NDArray[np.object_], boats: NDArray[np.object_], points: NDArray[np.object_]) -> Mask:
    """Tell which points lie by roads that are not joined to the longest part of the network."""
    part = _parts(np.concatenate([lines, boats]))[: len(lines)]
    main = part == np.argmax(np.bincount(part, shapely.length(lines)))
    if main.all():
        return np.zeros(len(points), dtype=bool)
    (_, nearest), own_m = shapely.STRtree(lines).query_nearest(points, return_distance=True, all_matches=False)
    _, main_m = shapely.STRtree(lines[main]).query_nearest(points, return_distance=True, all_matches=False)
    return np.asarray(~main[nearest] & (main_m - own_m > _CUT_OFF_M))


def _parts(lines: NDArray[np.object_]) -> NDArray[np.int64]:
    first, second = shapely.STRtree(lines).query(lines, predicate="dwithin", distance=_MEET_M)
    joined = coo_array((np.ones(len(first), dtype=bool), (first, second)), shape=(len(lines), len(lines)))
    return np.asarray(connected_components(joined, directed=False)[1], dtype=np.int64)
