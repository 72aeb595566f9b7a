"""A county from an OSM extract alone: banks as branches, buildings as households; all guesses labelled."""

from __future__ import annotations

from dataclasses import replace

from gridplan.errors import InputError
from gridplan.founding.guesses import of_osm
from gridplan.founding.osm_units import find_divisions, named, place_points
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.inputs import Inputs
from gridplan.planning.estimates.branches import branches_from_points
from gridplan.planning.estimates.counting import counted
from gridplan.planning.estimates.cutting import cut_heavy
from gridplan.planning.estimates.households import from_buildings
from gridplan.planning.estimates.officers import placeholder_officers
from gridplan.planning.zoning.units import basic_units
from gridplan.storage.osm import OsmExtract

#: A unit of more households is cut along its streets.
MOST_HH = 500.0
#: Persons a household (2020 census of China).
PERSONS = 2.62


def inputs_of_osm(extract: OsmExtract) -> Inputs:
    """
    Make a county's tables of what OSM knows; everything else is estimated and labelled so.

    Parameters
    ----------
    extract
        The parts of the county.

    Returns
    -------
    inputs
        Tables in EPSG:4326; notes say what is a guess.

    Raises
    ------
    InputError
        If nobody lives in the county's buildings.
    """
    if not extract.buildings["residential"].any():
        raise InputError(f"{extract.name} has no building that people live in; take a full extract")
    crs = work_crs_of(extract.county)
    county, towns, roads = (to_work(table, crs) for table in (extract.county, extract.towns, extract.roads))
    households = from_buildings(to_work(extract.buildings, crs))
    divisions = find_divisions(to_work(extract.admin, crs), county, towns)
    if divisions.empty:
        points = place_points(to_work(extract.places, crs), towns)
        base = basic_units(county, points=points, towns=towns, method="voronoi")
    else:
        base = basic_units(county, polygons=divisions, towns=towns, method="polygons")
    pieces = cut_heavy(base, households, most_hh=MOST_HH, roads=roads, barriers=to_work(extract.barriers, crs))
    units, households = counted(named(pieces), households, PERSONS)
    branches = branches_from_points(to_work(extract.banks, crs), households)
    inputs = Inputs(
        county=extract.name,
        branches=branches,
        units=units,
        households=households,
        officers=placeholder_officers(branches, households),
        credit=extract.credit,
        notes=tuple(of_osm(divisions=len(divisions) > 0)),
    ).map_spatial(lambda table: table.to_crs(4326))
    return replace(inputs, layers=extract.layers())
