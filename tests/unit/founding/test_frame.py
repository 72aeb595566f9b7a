import numpy as np
import pandas as pd
import pytest
import shapely

from gridplan.errors import InputError
from gridplan.founding.frame import households_n, inputs_of_frame, town_names
from gridplan.geo.crs import work_crs_of
from gridplan.model.tables import BRANCHES, HOUSEHOLDS, OFFICERS, UNITS, keep_contract
from gridplan.storage.frame import read_frame
from tests.unit.storage.frame.framed_town import write_frame


def _inputs(folder, **parts):
    return inputs_of_frame(read_frame(write_frame(folder, **parts)), np.random.default_rng(0))


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return _inputs(tmp_path_factory.mktemp("frame"))


def test_every_village_of_the_code_table_is_a_unit_of_its_town(inputs):
    assert inputs.units["name"]["999901101201"] == "二村村委会"
    assert inputs.units["town"].value_counts().to_dict() == {"东关街道": 2, "河西镇": 2, "山后乡": 1}
    assert inputs.units["type"].value_counts().to_dict() == {"village": 3, "community": 2}


def test_units_and_towns_cover_the_county(inputs):
    metric = inputs.map_spatial(lambda table: table.to_crs(work_crs_of(inputs.layers.county)))
    county = metric.layers.county.geometry.iloc[0]
    for shapes in (metric.units.geometry.to_numpy(), metric.layers.towns.geometry.to_numpy()):
        gap = shapely.symmetric_difference(shapely.union_all(shapes), county)
        assert shapely.area(gap) <= 1e-6 * shapely.area(county)


def test_units_lie_in_their_town(inputs):
    towns = inputs.layers.towns.geometry
    inside = [
        shapely.area(shapely.intersection(unit.geometry, towns[unit.town])) / shapely.area(unit.geometry)
        for unit in inputs.units.itertuples()
    ]
    assert min(inside) > 0.999


def test_the_households_of_the_census_are_spread_over_the_people(inputs):
    assert inputs.households["households_n"].sum() == pytest.approx(1_000)
    assert inputs.units["registered_hh"].sum() == pytest.approx(1_000, abs=len(inputs.units))
    assert inputs.units["population"].sum() == pytest.approx(2_600, abs=3 * len(inputs.units))
    west, _, east, _ = inputs.layers.county.total_bounds
    in_the_east = inputs.households.geometry.x > (west + east) / 2
    assert in_the_east.mean() == pytest.approx(5 / 6, abs=0.02)
    assert inputs.households.within(inputs.layers.county.geometry.iloc[0].buffer(1e-4)).all()


def test_each_town_has_a_branch_at_its_seat(inputs):
    assert sorted(inputs.branches["name"]) == ["东关街道支行", "山后乡支行", "河西镇支行"]
    known = inputs.branches.set_index("town").geometry["东关街道"]
    assert (known.x, known.y) == pytest.approx((123.465, 29.42), abs=1e-6)


def test_guesses_are_told_and_labelled(inputs):
    told = "\n".join(inputs.notes)
    assert "山后乡" in told
    assert "no legal borders" in told
    assert "people: counted by nobody; weights alone." in told
    assert inputs.credit.startswith("county: drawn by hand")
    assert inputs.layers.roads is None
    assert inputs.units["estimated"].all()
    assert inputs.officers["placeholder"].all()


def test_the_tables_keep_their_contracts(inputs):
    for table, schema in (
        (inputs.branches, BRANCHES),
        (inputs.units, UNITS),
        (inputs.households, HOUSEHOLDS),
        (inputs.officers, OFFICERS),
    ):
        keep_contract(table, schema)
    assert inputs.units.crs.to_epsg() == 4326


def test_the_same_frame_gives_the_same_county(inputs, tmp_path):
    again = _inputs(tmp_path)
    pd.testing.assert_frame_equal(pd.DataFrame(again.units), pd.DataFrame(inputs.units))
    pd.testing.assert_frame_equal(pd.DataFrame(again.households), pd.DataFrame(inputs.households))


def test_without_a_population_grid_people_live_around_the_seats(tmp_path):
    inputs = _inputs(tmp_path, cells=False)
    assert inputs.households["households_n"].sum() == pytest.approx(1_000)
    assert len(inputs.units) == 5
    seat = inputs.branches.to_crs(inputs.branches.estimate_utm_crs())
    near = inputs.households.to_crs(seat.crs).distance(seat.union_all()) < 1_500
    assert near.mean() > 0.5


def test_without_seats_towns_are_placed_too(tmp_path):
    inputs = _inputs(tmp_path, seats=False)
    assert len(inputs.layers.towns) == 3
    assert len(inputs.units) == 5


def test_an_outline_and_a_census_alone_make_a_county_of_cells(tmp_path):
    folder = write_frame(tmp_path, cells=False, seats=False)
    for name in ("towns.csv", "villages.csv"):
        (folder / name).unlink()
    inputs = inputs_of_frame(read_frame(folder), np.random.default_rng(0))
    assert (inputs.units["type"] == "cell").all()
    assert inputs.branches["name"].tolist() == ["小县支行"]
    assert inputs.households["households_n"].sum() == pytest.approx(1_000)


def test_a_frame_that_counts_nobody_is_refused(tmp_path):
    folder = write_frame(tmp_path, cells=False)
    (folder / "census.csv").unlink()
    with pytest.raises(InputError, match="家庭户数"):
        households_n(read_frame(folder))


def test_towns_of_one_name_are_told_apart(tmp_path):
    folder = write_frame(tmp_path)
    (folder / "towns.csv").write_text("code,name\n999901001,东关镇\n999901101,东关镇\n", encoding="utf-8")
    (folder / "villages.csv").unlink()
    assert town_names(read_frame(folder)).tolist() == ["东关镇 001", "东关镇 101"]
