"""Check the files of a county against each other."""

from __future__ import annotations

from collections.abc import Collection

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from scipy.spatial import cKDTree

from gridplan.geo.crs import work_crs_of
from gridplan.storage.gate.branches import doubt_small_radii, stand_apart
from gridplan.storage.gate.coordinates import middles
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.doubts import doubt_datums
from gridplan.storage.gate.draft import Draft
from gridplan.storage.gate.names import join_by_name
from gridplan.storage.gate.outline import check_home, check_inside
from gridplan.storage.gate.polygons import check_cover, check_coverage, mend_shapes
from gridplan.storage.gate.reaching import check_reach
from gridplan.storage.gate.references import check_references
from gridplan.storage.gate.roads import check_at_road, check_roads, mended_roads

_POLYGONS = (3, 6)
#: Distances that differ less are equal.
_TIE_M = 0.5


def compare(files: CountyFiles, parting: Collection[str]) -> None:
    """
    Check the files of a county against each other; findings go to the draft at fault.

    Parameters
    ----------
    files
        All that could be read.
    parting
        Roles whose polygons part the land.
    """
    outline = files.outline()
    units = files.tables.get("units")
    if units is not None:
        _check_units(units, outline)
    for role in parting:
        if role in files.layers and not (role == "units" and units is not None):
            _check_parts(files.layers[role], outline)
    join_by_name(files.tables)
    check_references(files.tables)
    for draft in files.tables.values():
        draft.add(check_inside(draft, outline, files.road_notes.ferries) if outline is not None else ())
    if "branches" in files.tables:
        doubt_small_radii(files.tables["branches"])
        stand_apart(files.tables["branches"])
        _check_reach(files.tables["branches"], units)
    _take_unit_places(files)
    _check_roads(files, outline)
    doubt_datums(files)


def _check_roads(files: CountyFiles, outline: gpd.GeoDataFrame | None) -> None:
    if files.roads is None:
        return
    if outline is not None:
        files.findings += check_roads(files.roads, outline, files.road_file)
    files.findings += mended_roads(files.road_notes, files.road_file)
    if "branches" in files.tables:
        files.tables["branches"].add(check_at_road(files.tables["branches"], files.roads))
    rows = files.tables.get("units", files.tables.get("branches"))
    if rows is not None:
        rows.add(check_reach(rows, files.roads, files.road_notes.ferries))


def _check_units(units: Draft, outline: gpd.GeoDataFrame | None) -> None:
    """Units have polygons or points; polygons are checked like those of a layer."""
    if units.places is None or units.places.isna().all():
        units.add([units.origin.say("PLACE_MISSING")] if not units.refused else [])
        return
    there = units.places.notna().to_numpy(dtype=bool)
    units.add(units.origin.each("COORD_MISSING", "lon", ~there & ~units.unreadable("lon") & ~units.unreadable("lat")))
    if np.isin(shapely.get_type_id(units.places.to_numpy()[there]), _POLYGONS).all():
        units.places, said = mend_shapes(units.places, units.origin, "polygon")
        units.add(said)
        _check_parts(units, outline)


def _check_parts(draft: Draft, outline: gpd.GeoDataFrame | None) -> None:
    if draft.refused or draft.places is None:
        return
    areas = gpd.GeoDataFrame(geometry=draft.places.to_numpy(), crs=4326)
    column = next((c for c in (draft.ids, "grid_id", "town", "name") if c and c in draft.table), None)
    names = draft.table[column].astype("str").tolist() if column else list(map(str, draft.origin.rows))
    draft.add(check_coverage(areas, draft.origin, names))
    if outline is not None and not draft.refused:
        draft.add(check_cover(areas, outline, draft.origin))


def _check_reach(branches: Draft, units: Draft | None) -> None:
    """Warn where no unit is within the radius of any branch, which tells of a wrong unit of length."""
    if units is None or units.places is None or branches.places is None:
        return
    here, there = branches.places.dropna(), units.places.dropna()
    radius = branches.table["coverage_radius_m"].loc[here.index].astype(float).fillna(0.0)
    if here.empty or there.empty:
        return
    crs = work_crs_of(gpd.GeoDataFrame(geometry=here, crs=4326))
    circles = here.to_crs(crs).buffer(radius.to_numpy() + 1.0)
    if len(shapely.STRtree(there.to_crs(crs).to_numpy()).query(circles.to_numpy(), predicate="intersects")[0]) == 0:
        branches.add([branches.origin.say("COVER_NONE", "coverage_radius_m")])
    _note_ties(branches, units, crs)


def _note_ties(branches: Draft, units: Draft, crs: CRS) -> None:
    """Say which units are as far from one branch as from another."""
    if branches.places is None or units.places is None or branches.places.notna().sum() < 2:  # noqa: PLR2004 # a pair
        return
    here, there = (middles(places.to_crs(crs)) for places in (branches.places, units.places))
    told = np.asarray(np.isfinite(there).all(axis=1), dtype=bool)
    away, _ = cKDTree(here[np.isfinite(here).all(axis=1)]).query(np.where(told.reshape(-1, 1), there, 0.0), k=2)
    tie = told & (away[:, 1] - away[:, 0] < _TIE_M) & (away[:, 0] > _TIE_M)
    units.add(units.origin.each("UNIT_TIE", units.ids, tie, units.table[units.ids]))


def _take_unit_places(files: CountyFiles) -> None:
    """Rows without coordinates that name a unit stand in its middle."""
    units = files.tables.get("units")
    homes = None if units is None or units.places is None else units.places.set_axis(units.table[units.ids])
    usable = homes is not None and homes.index.is_unique
    for name in ("households", "merchants"):
        draft = files.tables.get(name)
        if draft is None or draft.places is None:
            continue
        if usable and homes is not None:
            draft.add(check_home(draft, homes))
            _move_in(draft, homes)
        lost = draft.places.isna().to_numpy(dtype=bool) & ~draft.unreadable("lon") & ~draft.unreadable("lat")
        if not draft.refused:
            draft.add(draft.origin.each("COORD_MISSING", "lon", lost))


def _move_in(draft: Draft, homes: gpd.GeoSeries) -> None:
    if draft.places is None:
        return
    middle = homes.representative_point().reindex(draft.table["unit_id"]).to_numpy()
    moved = draft.places.isna().to_numpy(dtype=bool) & ~shapely.is_missing(middle)
    if moved.any():
        array = draft.places.to_numpy().copy()
        array[moved] = middle[moved]
        draft.places = gpd.GeoSeries(array, index=draft.places.index, crs=4326)
        draft.add([draft.origin.say("COORD_FROM_UNIT", "lon", count=int(moved.sum()))])
