"""Roads that belong to the county, and branches that stand by them."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.findings import InputFinding
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.saying import say
from gridplan.storage.roads.notes import RoadNotes

#: A branch so far from every road stands elsewhere, or its road is missing.
FAR_M = 5_000.0


def check_roads(roads: gpd.GeoDataFrame, outline: gpd.GeoDataFrame, file: str) -> Iterator[InputFinding]:
    """
    Refuse roads that all lie outside the county.

    Parameters
    ----------
    roads
        Lines in EPSG:4326.
    outline
        The county, or polygons that make it.
    file
        Name of the file of roads.

    Yields
    ------
    finding
        `NET_EMPTY`, at most one.
    """
    inside = shapely.STRtree(roads.geometry.to_numpy()).query(outline.geometry.to_numpy(), predicate="intersects")
    if not inside.size:
        yield say("NET_EMPTY", file)


def mended_roads(notes: RoadNotes, file: str) -> Iterator[InputFinding]:
    """
    Say what reading the roads mended.

    Parameters
    ----------
    notes
        What was noted.
    file
        Name of the file of roads.

    Yields
    ------
    finding
        `NET_SPEED` or `NET_LENGTH`.
    """
    if notes.odd_speeds:
        yield say("NET_SPEED", file, column="maxspeed", count=notes.odd_speeds)
    if notes.no_lengths:
        yield say("NET_LENGTH", file, count=notes.no_lengths)


def check_at_road(branches: Draft, roads: gpd.GeoDataFrame) -> Iterator[InputFinding]:
    """
    Look for branches far from every road.

    Parameters
    ----------
    branches
        Branches with places in EPSG:4326.
    roads
        Lines in EPSG:4326.

    Yields
    ------
    finding
        `NET_SNAP`, one a branch.
    """
    if branches.places is None or branches.places.isna().all():
        return
    there = np.flatnonzero(branches.places.notna().to_numpy(dtype=bool))
    points = gpd.GeoDataFrame(geometry=branches.places.iloc[there], crs=4326)
    crs = work_crs_of(points)
    tree = shapely.STRtree(to_work(roads, crs).geometry.to_numpy())
    _, away = tree.query_nearest(to_work(points, crs).geometry.to_numpy(), return_distance=True, all_matches=False)
    for at, metres in zip(there[away > FAR_M], away[away > FAR_M], strict=True):
        yield branches.origin.say("NET_SNAP", "lon", at=int(at), km=f"{metres / 1000:.3g}")
