"""Build what a county needs for planning and its files don't have."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.inputs import Inputs
from gridplan.model.tables import UNITS, keep_contract
from gridplan.planning.estimates.officers import placeholder_officers
from gridplan.planning.zoning.places import load_of
from gridplan.planning.zoning.units import basic_units

#: Land without unit up to which a county counts as covered; rule G01 allows no more.
GAP_SHARE = 0.001
_AT_HOME = ["at_home", "part_away"]
_NOTES = {
    "voronoi": "Units are the land nearest to each village; their true borders are not known.",
    "blocks": "There are no units; blocks between roads and barriers stand in.",
    "cells": "There are no units and no roads; hexagonal cells stand in.",
    "polygons": "Polygons of units overlapped or left gaps; their borders were joined.",
    "officers": "There are no officers; placeholders stand in until the bank names its own.",
}


def complete(inputs: Inputs) -> Inputs:
    """
    Make units of points, of roads or of the land alone; name placeholders where there are no officers.

    Households are never invented: without a table of them a plan goes by the counts of its units.

    Parameters
    ----------
    inputs
        A county in EPSG:4326 as its files have it.

    Returns
    -------
    inputs
        The same county with units as polygons and with officers; what was built is said in its notes.
    """
    crs = work_crs_of(_outline(inputs))
    metric = inputs.map_spatial(lambda table: to_work(table, crs))
    units, method = _units(metric)
    notes = [_NOTES[method]] if method else []
    units = _counted(units, metric.households)
    officers = inputs.officers
    if officers.empty:
        officers = placeholder_officers(metric.branches, _load(metric.households, units))
        notes.append(_NOTES["officers"])
    drawn = to_work(units, "EPSG:4326") if method else units.set_geometry(inputs.units.geometry)
    return replace(inputs, units=drawn, officers=officers, notes=(*inputs.notes, *notes))


def _outline(inputs: Inputs) -> gpd.GeoDataFrame:
    known = (inputs.layers.county, inputs.layers.towns, inputs.units, inputs.branches)
    return next(table for table in known if table is not None and len(table))


def _units(inputs: Inputs) -> tuple[gpd.GeoDataFrame, str]:
    """Take units that part the land as they are; build all others, and say how."""
    given = inputs.units
    if len(given) and _are_polygons(given) and _part(given, _outline(inputs)):
        return given, ""
    method = _method(inputs)
    built = basic_units(
        _outline(inputs),
        points=_as_points(given) if method == "voronoi" else None,
        polygons=given if method == "polygons" else None,
        towns=inputs.layers.towns,
        roads=inputs.layers.roads,
        barriers=inputs.layers.barriers,
        method=method,
    )
    return gpd.GeoDataFrame(built if len(given) else _bare(built)), method


def _part(units: gpd.GeoDataFrame, outline: gpd.GeoDataFrame) -> bool:
    """Tell whether polygons fit edge to edge and cover the land."""
    shapes = units.geometry.to_numpy()
    if not shapely.coverage_is_valid(shapes):
        return False
    land = shapely.union_all(outline.geometry.to_numpy())
    return bool(shapely.difference(land, shapely.coverage_union_all(shapes)).area <= GAP_SHARE * land.area)


def _method(inputs: Inputs) -> str:
    if len(inputs.units):
        return "polygons" if _are_polygons(inputs.units) else "voronoi"
    roads = inputs.layers.roads
    return "cells" if roads is None or roads.empty else "blocks"


def _are_polygons(units: gpd.GeoDataFrame) -> bool:
    return bool(units.geom_type.isin(["Polygon", "MultiPolygon"]).all())


def _as_points(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return units.set_geometry(units.representative_point())


def _bare(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give built units the counts of nobody, until households are counted."""
    return gpd.GeoDataFrame(keep_contract(units.assign(registered_hh=0, resident_hh=0, estimated=True), UNITS))


def _counted(units: gpd.GeoDataFrame, households: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Count households where no unit tells how many it has."""
    if households.empty or units[["registered_hh", "resident_hh"]].to_numpy().any():
        return units
    home = households["residence"].isin(_AT_HOME)
    registered, resident = load_of(units, households), load_of(units, households[home])
    return units.assign(registered_hh=_whole(registered), resident_hh=_whole(resident))


def _whole(load: pd.Series) -> pd.Series:
    return load.fillna(0).round().astype(np.int64)


def _load(households: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take where the households are: their points, or their number in the middle of each unit."""
    if len(households):
        return households
    middle = _as_points(units)
    return gpd.GeoDataFrame({"households_n": units["registered_hh"].astype(float)}, geometry=middle.geometry)
