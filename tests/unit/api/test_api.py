"""The public face: these names, and no others, stay still."""

import numpy as np
import pandas as pd
import pytest

import gridplan as gp
from gridplan import api
from gridplan.errors import SchemaError, SettingsError

NAMES = ["Plan", "PlanParams", "Workspace", "assign", "basic_units", "check_rules", "demo", "indicators", "partition",
         "plan", "read_osm", "service_areas", "to_datum"]  # fmt: skip


def test_the_names_are_these():
    assert gp.__all__ == api.__all__ == NAMES
    assert all(callable(getattr(gp, name)) for name in NAMES)
    with pytest.raises(AttributeError, match="luck"):
        _ = gp.luck


@pytest.fixture(scope="module")
def made(town):
    return gp.plan(town.branches, town.units, town.households, town.officers, layers=town.layers,
                   params=gp.PlanParams(effort=0.2))  # fmt: skip


def test_a_plan_of_tables_in_degrees(made, town):
    assert isinstance(made, gp.Plan)
    assert set(made.units.index) == set(town.units.index)
    assert made.units.crs.is_projected


def test_indicators_of_one_level(made):
    table = gp.indicators(made, by="branch")
    assert set(table["id"]) == {"B1", "B2", "B3"}
    with pytest.raises(SettingsError, match="moon"):
        gp.indicators(made, by="moon")


def test_rules_are_checked_anew(made):
    assert gp.check_rules(made).equals(made.findings)


def test_branches_and_units_are_enough(town):
    bare = gp.plan(town.branches, town.units)
    assert bare.grids["households"].sum() == town.units["registered_hh"].sum()
    assert set(bare.findings.loc[bare.findings["severity"] == "E", "rule"]) == {"S01", "S02"}


def test_a_table_that_breaks_its_contract_is_refused(town):
    with pytest.raises(SchemaError, match="registered_hh"):
        gp.plan(town.branches, town.units.drop(columns="registered_hh"))


@pytest.mark.parametrize("model", ["radius", "road_time"])
def test_areas_keep_index_and_crs(town, model):
    roads = town.layers.roads
    areas = gp.service_areas(town.branches, model=model, roads=roads)
    assert areas.index.equals(town.branches.index)
    assert areas.crs == town.branches.crs
    assert areas.to_crs(4550).area.gt(1e5).all()


def test_an_unknown_model_is_refused(town):
    with pytest.raises(SettingsError, match="radius"):
        gp.service_areas(town.branches, model="luck")


def test_staff_for_one_branch():
    grids = pd.DataFrame(index=["g1", "g2", "g3"])
    officers = pd.DataFrame({"available_h": 1_000.0}, index=["o1", "o2"])
    workload = pd.Series(300.0, index=grids.index)
    travel = pd.DataFrame(np.zeros((3, 2)), index=grids.index, columns=officers.index)
    staff = gp.assign(grids, officers, workload=workload, travel_min=travel)
    assert staff.index.equals(grids.index)
    assert (staff["owner"] != staff["backup"]).all()
    assert staff["why"].ne("").all()


def test_datums_lead_there_and_back():
    xy = np.array([[116.397, 39.909], [121.47, 31.23]])
    shifted = gp.to_datum(xy, "wgs84", "gcj02")
    assert np.abs(shifted - xy).max() > 1e-3
    assert np.allclose(gp.to_datum(shifted, "gcj02", "wgs84"), xy, atol=1e-8)
