"""A county from its frame alone: towns around their seats, villages among their people, all of it labelled."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.errors import InputError
from gridplan.founding.guesses import of_frame
from gridplan.founding.seats import match_seats, place_missing
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.planning.estimates.branches import branches_from_points
from gridplan.planning.estimates.counting import counted
from gridplan.planning.estimates.cutting import cut_heavy
from gridplan.planning.estimates.households import from_population, sample_cells
from gridplan.planning.estimates.officers import placeholder_officers
from gridplan.planning.estimates.villages import place_villages
from gridplan.planning.zoning.units import basic_units
from gridplan.storage.frame import CountyFrame

#: Persons a household where the census row doesn't tell (2020 census of China).
PERSONS = 2.62
#: A village of more households than a grid of a rural branch should have is cut into cells.
MOST_HH = 1_000.0
#: Households of a cell where no village is known.
UNIT_HH = 300.0
#: Points drawn to see where people are.
_PEOPLE = 6_000
#: Side of the cells where no population grid is given, and how fast density falls off from a seat, in metres.
_CELL_M, _FALL_M = 1_000.0, 3_000.0
#: Density far from every seat, of that at a seat.
_FLOOR = 0.05


def inputs_of_frame(frame: CountyFrame, rng: np.random.Generator) -> Inputs:
    """
    Make a county's tables of what its frame knows; everything else is estimated and labelled so.

    Parameters
    ----------
    frame
        The frame.
    rng
        Random generator.

    Returns
    -------
    inputs
        Tables in EPSG:4326, without roads; notes say what is a guess.

    Raises
    ------
    InputError
        If the frame states neither households nor people.
    """
    crs = work_crs_of(frame.county)
    county, names = to_work(frame.county, crs), town_names(frame)
    matched, taken = match_seats(to_work(frame.seats, crs), names)
    cells = _cells(to_work(frame.cells, crs), county, matched)
    seats = place_missing(matched, names, frame.villages, _people(cells, county, rng), _land(cells))
    towns = _towns(county, seats, names)
    households = _households(frame, cells, county, rng)
    units, households = counted(_units(frame, county, towns, cells, households, rng), households, _persons(frame))
    banks = seats.assign(name=names + "支行", town=names)
    branches = branches_from_points(gpd.GeoDataFrame(banks), households)
    inputs = Inputs(
        county=frame.name,
        branches=branches,
        units=units,
        households=households,
        officers=placeholder_officers(branches, households),
        layers=Layers(county=county, towns=towns[["geometry"]]),
        credit=frame.credit,
        notes=(*of_frame(names[seats["placed"]].tolist(), taken), *frame.notes),
    )
    return inputs.map_spatial(lambda table: table.to_crs(4326))


def town_names(frame: CountyFrame) -> pd.Series:
    """
    Name the towns of a county, each differently.

    Parameters
    ----------
    frame
        The frame.

    Returns
    -------
    names
        By code; without a table of codes those of the seats, without seats the county itself.
    """
    names = frame.towns
    if names.empty:
        given = frame.seats["name"].tolist() or [frame.name]
        names = pd.Series(
            given, index=pd.Index([f"T{n:02d}" for n in range(1, len(given) + 1)], name="code"), dtype=str
        )
    return names.where(~names.duplicated(keep=False), names + " " + names.index.str[-3:])


def _cells(cells: gpd.GeoDataFrame, county: gpd.GeoDataFrame, seats: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Cut the population cells at the county; where there are none, people thin out around the seats.

    Source: density falls off exponentially from a centre (Clark 1951).
    """
    if cells["weight"].sum() > 0:
        cut = cells.clip(county)
        return gpd.GeoDataFrame(cut.assign(weight=cut["weight"] * cut.area / cells.area.loc[cut.index]))
    made = basic_units(county, method="cells", size_m=_CELL_M)
    if seats.empty:
        return gpd.GeoDataFrame({"weight": made.area}, geometry=made.geometry)
    centres = made.geometry.representative_point().get_coordinates().to_numpy()
    far_m = cKDTree(seats.get_coordinates().to_numpy()).query(centres)[0]
    return gpd.GeoDataFrame({"weight": made.area * (_FLOOR + np.exp(-far_m / _FALL_M))}, geometry=made.geometry)


def _people(cells: gpd.GeoDataFrame, county: gpd.GeoDataFrame, rng: np.random.Generator) -> NDArray[np.float64]:
    xy = sample_cells(cells, _PEOPLE, rng)
    return np.asarray(xy[shapely.intersects_xy(county.geometry.iloc[0], *xy.T)])


def _land(cells: gpd.GeoDataFrame) -> NDArray[np.float64]:
    inhabited = cells.geometry[cells["weight"] > 0]
    return np.asarray(inhabited.representative_point().get_coordinates())


def _towns(county: gpd.GeoDataFrame, seats: gpd.GeoDataFrame, names: pd.Series) -> gpd.GeoDataFrame:
    points = seats.set_axis(pd.Index(names[seats.index], name="town"))
    areas = basic_units(county, points=points, method="voronoi")
    return gpd.GeoDataFrame(areas.assign(seat_x=points.geometry.x, seat_y=points.geometry.y))


def _units(
    frame: CountyFrame,
    county: gpd.GeoDataFrame,
    towns: gpd.GeoDataFrame,
    cells: gpd.GeoDataFrame,
    households: gpd.GeoDataFrame,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    villages = frame.villages.assign(town=frame.villages["town"].map(town_names(frame)))
    if villages.empty:
        side_m = math.sqrt(county.area.sum() * UNIT_HH / households_n(frame))
        whole = basic_units(county, towns=towns, method="cells", size_m=side_m)
    else:
        points = place_villages(villages, towns, cells, rng=rng)
        whole = basic_units(county, points=points, towns=towns, method="voronoi")
    return _numbered(cut_heavy(whole, households, most_hh=MOST_HH))


def _numbered(pieces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the pieces of a village its code and its name, each with a number."""
    part = pieces["part"].to_numpy()
    ids = [f"{code}-{n:02d}" if n else code for code, n in zip(pieces.index, part, strict=True)]
    names = pieces["name"].where(part == 0, pieces["name"] + " " + part.astype(str))
    table = pieces.assign(name=names).drop(columns="part").set_axis(pd.Index(ids, name="unit_id"))
    return gpd.GeoDataFrame(table.sort_index())


def _households(
    frame: CountyFrame, cells: gpd.GeoDataFrame, county: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    wanted = households_n(frame)
    drawn = from_population(cells, wanted, rng=rng)
    inside = drawn[drawn.intersects(county.geometry.iloc[0])]
    # cells at the border are drawn from as boxes; who fell outside is made up for by the others
    return gpd.GeoDataFrame(inside.assign(households_n=wanted / len(inside)))


def households_n(frame: CountyFrame) -> float:
    """
    Tell how many households a county has.

    Parameters
    ----------
    frame
        The frame.

    Returns
    -------
    households_n
        Of the census; else its people, or those of the population cells, by the persons of a household.

    Raises
    ------
    InputError
        If nothing tells.
    """
    for figure in (frame.census.households_n, frame.census.people_n / PERSONS, frame.cells["weight"].sum() / PERSONS):
        if figure > 0:
            return float(figure)
    raise InputError("the frame states neither households nor people; add a CSV with 家庭户数 of the county")


def _persons(frame: CountyFrame) -> float:
    persons = frame.census.people_n / frame.census.households_n
    return PERSONS if math.isnan(persons) else persons
