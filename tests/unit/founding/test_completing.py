from dataclasses import replace

import geopandas as gpd
import geopandas.testing
import pytest
import shapely
from shapely.geometry import box

from gridplan.founding.completing import complete
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.tables import OFFICERS, UNITS, empty_table, keep_contract


def _metric(table):
    return to_work(table, work_crs_of(table))


def _covers(units, county):
    shapes = _metric(units).geometry.to_numpy()
    whole = _metric(county).geometry.to_numpy()[0]
    assert shapely.is_valid(shapes).all()
    assert shapely.area(shapely.symmetric_difference(shapely.union_all(shapes), whole)) < 1e-3 * whole.area
    assert abs(shapely.area(shapes).sum() - whole.area) < 1e-3 * whole.area


def _without(town, *names, **changed):
    return replace(town, **{name: empty_table(name) for name in names}, **changed)


def test_a_county_that_has_all_stays_as_it_is(town):
    made = complete(town)
    assert made.notes == town.notes
    for name in ("units", "branches", "households", "officers"):
        read, given = getattr(made, name), getattr(town, name)
        if isinstance(given, gpd.GeoDataFrame):
            geopandas.testing.assert_geodataframe_equal(read, given)
        else:
            assert read.equals(given)


def test_villages_known_by_points_become_the_land_around_them(town):
    points = town.units.set_geometry(town.units.representative_point())
    made = complete(replace(town, units=points))
    assert made.units.index.tolist() == points.index.tolist()
    assert made.units.covers(points.geometry).all()
    _covers(made.units, town.layers.county)
    keep_contract(made.units, UNITS)
    assert "nearest to each village" in made.notes[-1]


@pytest.mark.parametrize("roads", [True, False])
def test_without_units_blocks_or_cells_stand_in_with_the_households_in_them(town, roads):
    layers = town.layers if roads else replace(town.layers, roads=None)
    made = complete(_without(town, "units", layers=layers))
    _covers(made.units, town.layers.county)
    keep_contract(made.units, UNITS)
    assert made.units["estimated"].all()
    assert made.units["registered_hh"].sum() == len(town.households)
    home = town.households["residence"].isin(["at_home", "part_away"]).sum()
    assert made.units["resident_hh"].sum() == home
    assert ("blocks" if roads else "cells") in made.notes[-1]


def test_polygons_that_overlap_are_fitted_edge_to_edge(town):
    first = town.units.geometry.iloc[0]
    west, south, east, north = first.bounds
    units = town.units.copy()
    units.loc[units.index[0], "geometry"] = shapely.union(first, box(west, south, east + 1e-3, north))
    made = complete(replace(town, units=units))
    assert shapely.coverage_is_valid(_metric(made.units).geometry.to_numpy(), gap_width=0.0)
    assert made.units.index.tolist() == units.index.tolist()
    _covers(made.units, town.layers.county)


def test_households_are_counted_where_units_tell_nothing(town):
    made = complete(replace(town, units=town.units.assign(registered_hh=0, resident_hh=0)))
    assert made.units["registered_hh"].tolist() == town.households.groupby("unit_id").size()[made.units.index].tolist()


def test_counts_that_units_tell_are_not_counted_again(town):
    assert complete(replace(town, units=town.units.assign(registered_hh=99))).units["registered_hh"].eq(99).all()


@pytest.mark.parametrize("households", [True, False])
def test_placeholders_stand_in_for_officers(town, households):
    made = complete(_without(town, "officers", *([] if households else ["households", "funnel", "products"])))
    keep_contract(made.officers, OFFICERS)
    assert made.officers["placeholder"].all()
    assert set(made.officers["branch_id"]) == set(town.branches.index)
    assert "placeholders" in made.notes[-1]


def test_households_are_never_invented(town):
    assert complete(_without(town, "households", "funnel", "products")).households.empty


def test_the_order_of_rows_changes_nothing(town):
    points = town.units.set_geometry(town.units.representative_point())
    made = complete(replace(town, units=points)).units
    turned = complete(replace(town, units=points.iloc[::-1])).units.loc[made.index]
    assert shapely.equals_exact(made.geometry.to_numpy(), turned.geometry.to_numpy(), 1e-9, normalize=True).all()
