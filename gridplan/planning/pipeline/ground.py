"""The ground of a plan: who is reached, whose is which unit, how much work it is. No grid yet."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gridplan.model.inputs import Inputs
from gridplan.model.plan import PlanParams, with_presets
from gridplan.planning.service_areas import all_areas
from gridplan.planning.service_areas.allocation import allocate
from gridplan.planning.service_areas.differences import differences, shared
from gridplan.planning.service_areas.reach import reach
from gridplan.planning.service_areas.ways import Ways, straight_ways
from gridplan.planning.staffing.frequency import solve_frequencies, with_frequencies
from gridplan.planning.staffing.hours import capacity
from gridplan.planning.staffing.workload import care_class, class_counts, class_needs, unit_workload
from gridplan.planning.zoning.adjacency import adjacency
from gridplan.planning.zoning.places import middles, unit_places

#: A household that lies outside every unit belongs to one that is no farther than this.
NEAR_M = 300.0


@dataclass(frozen=True)
class Ground:
    """
    What stands before the grids are cut.

    Attributes
    ----------
    branches
        Branches with radius, minutes and frequencies.
    units
        Units with branch, reach, households, workload and areas.
    households
        Households with unit, branch, reach and care class.
    adjacency
        Neighbours.
    areas
        Service areas of both models.
    differences
        Where they disagree.
    """

    branches: gpd.GeoDataFrame
    units: gpd.GeoDataFrame
    households: gpd.GeoDataFrame
    adjacency: pd.DataFrame
    areas: gpd.GeoDataFrame
    differences: gpd.GeoDataFrame


def survey(inputs: Inputs, ways: Ways, params: PlanParams, day: str = "") -> Ground:
    """
    Survey a county.

    Parameters
    ----------
    inputs
        Tables and layers in a metric CRS; units are polygons.
    ways
        Road network, or what stands in for it.
    params
        Dials.
    day
        The day that is planned for, ISO: who is lent to another branch then visits there.

    Returns
    -------
    ground
        Everything that a change of grids leaves as it is.
    """
    branches = with_presets(inputs.branches, params.presets)
    households = _with_marks(inputs, _unit_of(inputs))
    units = _counted(inputs, households)
    layers = inputs.layers
    neighbours = adjacency(
        units, layers.barriers, layers.crossings, min_border_m=params.min_border_m, people=households
    )
    points = middles(units, households)
    least = branches["kind"].map({kind: float(preset.hh_min) for kind, preset in params.presets.items()})
    sized = branches.assign(hh_min=least)
    own = allocate(points, sized, ways, straight_ways(branches, params), neighbours)
    units = units.assign(branch_id=own).join(reach(points.assign(branch_id=own), branches, ways))
    households = households.assign(branch_id=households["unit_id"].map(own).fillna(""))
    households = households.join(reach(households[["branch_id", "geometry"]], branches, ways))
    counts = class_counts(units, households)
    able = capacity(inputs.officers, branches, params, inputs.registers.lent(day))
    frequency = solve_frequencies(class_needs(units, counts, branches, params), able, params)
    units = units.join(unit_workload(units, counts, branches, params, frequency))
    branches = with_frequencies(branches, frequency)
    place = _outline(inputs)
    areas = all_areas(branches, ways, np.asarray(shapely.bounds(place)))
    units = units.join(_reached_areas(units, areas))
    return Ground(branches, units, households, neighbours, areas, differences(areas, place))


def _unit_of(inputs: Inputs) -> pd.Series:
    """Keep the unit that the bank has named; the others belong where they lie."""
    said: pd.Series = inputs.households["unit_id"].fillna("").astype(str)
    lost = ~said.isin(inputs.units.index)
    points = inputs.households.geometry[lost]
    if points.empty:
        return said
    at = unit_places(inputs.units, inputs.households[lost], within_m=NEAR_M)
    ids = np.append(inputs.units.index.to_numpy(dtype=object), "")
    found: pd.Series = said.astype(object).mask(lost, pd.Series(ids[at], index=points.index)).astype(str)
    return found


def _with_marks(inputs: Inputs, unit_of: pd.Series) -> gpd.GeoDataFrame:
    """Put stages and holdings beside the households; who is not listed there has none."""
    table = inputs.households.assign(unit_id=unit_of)
    for marks in (inputs.funnel, inputs.products):
        if not marks.empty:
            listed = marks.reindex(table.index, fill_value=False).astype(bool)
            table = table.join(listed[[column for column in listed if column not in table]])
    return table.assign(care=care_class(table))


def _counted(inputs: Inputs, households: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the register's numbers, or the listed ones where they are more."""
    units = inputs.units
    listed = households["households_n"].groupby(households["unit_id"].to_numpy()).sum()
    shops = inputs.merchants["unit_id"].value_counts()
    number = np.fmax(units["registered_hh"], listed.reindex(units.index)).astype(float)
    merchants = np.fmax(units["merchants_n"], shops.reindex(units.index)).astype(int)
    return units.assign(households=number, merchants_n=merchants, area_m2=units.area)


def _outline(inputs: Inputs) -> BaseGeometry:
    county = inputs.layers.county
    known = county if county is not None and len(county) else inputs.units
    outline: BaseGeometry = shapely.union_all(shapely.make_valid(known.geometry.to_numpy()))
    return outline


def _reached_areas(units: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Square metres of each unit that a circle, a road or two circles reach."""
    circles, roads = (areas.geometry[areas["model"] == model].to_numpy() for model in ("radius", "road_time"))
    reached = {
        "area_radius_m2": shapely.union_all(circles),
        "area_road_m2": shapely.union_all(roads),
        "area_overlap_m2": shared(list(circles)),
    }
    shapes = units.geometry.to_numpy()
    return pd.DataFrame({name: _area_within(shapes, shape) for name, shape in reached.items()}, index=units.index)


def _area_within(shapes: NDArray[np.object_], within: BaseGeometry) -> NDArray[np.float64]:
    """Only shapes on the rim have to be cut."""
    shapely.prepare(within)
    whole = shapely.covers(within, shapes)
    area = np.where(whole, shapely.area(shapes), 0.0)
    rim = shapely.intersects(within, shapes) & ~whole
    area[rim] = shapely.area(shapely.intersection(shapes[rim], within))
    return area
