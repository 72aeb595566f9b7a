from dataclasses import fields, replace

import geopandas as gpd
import numpy as np
import pytest

from gridplan.model.tables import CONTRACTS, keep_contract
from gridplan.qinghe import CREDIT, county
from gridplan.qinghe.parameters import demo_numbers
from tests.unit.qinghe.counties import METRIC, few_numbers, fingerprint, qinghe, small_county

NUMBERS = demo_numbers()


@pytest.fixture(scope="module")
def inputs():
    return qinghe()


def test_the_county_has_the_size_that_its_numbers_say(inputs):
    units = inputs.units
    assert (units["type"] == "village").sum() == 260
    assert units.index[units["type"] == "community"].str[:3].nunique() == 24
    assert units["town"].nunique() == len(inputs.layers.towns) == 16
    assert len(inputs.branches) == 24
    assert len(inputs.officers) == 72
    assert len(inputs.merchants) == 6_000
    assert len(inputs.layers.special_areas) == 28
    assert len(inputs.households) == pytest.approx(178_000, rel=0.01)
    assert inputs.units.to_crs(METRIC).area.sum() / 1e6 == pytest.approx(1_900, rel=0.01)


@pytest.mark.parametrize("name", list(CONTRACTS))
def test_every_table_keeps_its_contract(inputs, name):
    table = getattr(inputs, name)
    assert len(keep_contract(table, CONTRACTS[name])) == len(table)
    assert table.index.is_unique


def test_the_tables_know_one_another(inputs):
    assert set(inputs.households["unit_id"]) == set(inputs.units.index)
    assert set(inputs.merchants["unit_id"]) <= set(inputs.units.index)
    assert inputs.funnel.index.equals(inputs.households.index)
    assert inputs.products.index.equals(inputs.households.index)
    assert (inputs.officers["branch_id"].value_counts().reindex(inputs.branches.index) == 3).all()
    assert set(inputs.branches["town"]) <= set(inputs.layers.towns.index)


def test_units_count_their_own_households_and_merchants(inputs):
    units, residence = inputs.units, inputs.households["residence"]
    resident = residence.isin(["at_home", "part_away"]).groupby(inputs.households["unit_id"]).sum()
    assert (units["registered_hh"] == inputs.households["unit_id"].value_counts().reindex(units.index)).all()
    assert (units["resident_hh"] == resident.reindex(units.index)).all()
    assert units["merchants_n"].sum() == 6_000
    assert (units["registered_hh"] >= 100).all()


def test_it_says_that_it_is_invented_and_lies_in_the_open_sea(inputs):
    assert inputs.synthetic
    assert inputs.credit == CREDIT
    assert "Synthetic" in CREDIT
    lon, lat = NUMBERS["county"]["centre"]
    west, south, east, north = inputs.units.total_bounds
    assert west < lon < east
    assert south < lat < north
    assert max(east - west, north - south) < 1


def test_everything_is_in_degrees_to_the_centimetre(inputs):
    layers = [getattr(inputs.layers, field.name) for field in fields(inputs.layers)]
    for table in [inputs.branches, inputs.units, inputs.households, inputs.merchants, *layers]:
        assert table.crs == "EPSG:4326"
        xy = table.get_coordinates().to_numpy()
        assert np.array_equal(xy, xy.round(7))


def test_no_two_units_or_branches_share_a_name_and_no_officer_has_one(inputs):
    assert inputs.units["name"].is_unique
    assert inputs.branches["name"].is_unique
    assert inputs.officers["name"].str.fullmatch(r"客户经理 B\d\d-\d").all()


def test_the_same_seed_makes_the_same_county():
    again = county(1, few_numbers())
    assert fingerprint(again) == fingerprint(small_county(1))


def test_another_seed_makes_another_county():
    one, other = small_county(1), small_county(2)
    assert fingerprint(one) != fingerprint(other)
    assert len(one.branches) == len(other.branches)
    assert not one.units.union_all().equals(other.units.union_all())


def test_a_fingerprint_sees_the_smallest_move():
    one = small_county(1)
    moved = gpd.GeoDataFrame(one.branches.set_geometry(one.branches.translate(1e-7, 0)))
    assert fingerprint(one) != fingerprint(replace(one, branches=moved))
