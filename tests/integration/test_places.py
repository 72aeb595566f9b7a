"""Real places from their files to a workspace and back."""

import pytest
import shapely

from gridplan.access.scope import OPERATOR
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.words import Severity
from gridplan.workspace.importing import check_paths
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.new import new_from_frame, new_from_osm
from gridplan.workspace.planning import make_plan
from gridplan.workspace.white_space import white_space

pytestmark = pytest.mark.places


@pytest.fixture(scope="module")
def andorra(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("places") / "andorra"
    return new_from_osm(OPERATOR, folder, shared / "areas/andorra/andorra.osm.pbf")


@pytest.fixture(scope="module")
def pinggu(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("places") / "pinggu"
    return new_from_frame(OPERATOR, folder, shared / "areas/cn-pinggu")


@pytest.fixture(params=["andorra", "pinggu"])
def place(request):
    return request.getfixturevalue(request.param)


def test_its_files_have_no_fault(place):
    assert not [finding for finding in check_paths(OPERATOR, [place.path]) if finding.severity is Severity.ERROR]


def test_its_units_cover_the_county_without_overlap(place):
    inputs = load_inputs(OPERATOR, place)
    crs = work_crs_of(inputs.layers.county)
    units = to_work(inputs.units, crs).geometry.to_numpy()
    county = to_work(inputs.layers.county, crs).geometry.iloc[0]
    whole = shapely.union_all(units)
    assert shapely.is_valid(units).all()
    assert shapely.area(shapely.symmetric_difference(whole, county)) <= 1e-5 * shapely.area(county)
    assert shapely.area(units).sum() <= (1 + 1e-5) * shapely.area(whole)


def test_every_household_belongs_to_a_unit_and_is_counted_there(place):
    inputs = load_inputs(OPERATOR, place)
    counted = inputs.households.groupby("unit_id")["households_n"].sum().reindex(inputs.units.index).fillna(0)
    assert (counted - inputs.units["registered_hh"]).abs().max() <= 0.5
    assert inputs.units["registered_hh"].max() <= 1_100


def test_every_branch_has_people(place):
    inputs = load_inputs(OPERATOR, place)
    assert set(inputs.officers["branch_id"]) == set(inputs.branches.index)
    assert inputs.officers["branch_id"].value_counts().min() >= 2


def test_guesses_are_told(place):
    inputs = load_inputs(OPERATOR, place)
    assert inputs.units["estimated"].all()
    assert inputs.households["estimated"].all()
    assert inputs.officers["placeholder"].all()
    assert any("placeholders" in note for note in inputs.notes)


def test_andorra_is_what_openstreetmap_knows(andorra):
    inputs = load_inputs(OPERATOR, andorra)
    assert andorra.settings.name == "Andorra"
    assert andorra.settings.credit == "© OpenStreetMap contributors"
    assert set(inputs.units["town"]) == set(inputs.layers.towns.index)
    assert len(inputs.layers.towns) == 7
    assert 20 <= len(inputs.branches) <= 25
    assert 100 <= len(inputs.units) <= 200
    assert len(inputs.layers.roads) > 4_000


def test_pinggu_is_what_its_frame_knows(pinggu):
    inputs = load_inputs(OPERATOR, pinggu)
    assert pinggu.settings.name == "平谷区"
    assert "CC BY 4.0" in pinggu.settings.credit
    assert len(inputs.layers.towns) == len(inputs.branches) == 18
    assert inputs.units.index.str[:12].nunique() == 323
    assert inputs.households["households_n"].sum() == pytest.approx(160_875)
    assert inputs.layers.roads is None
    assert any("王兴庄镇 = 王辛庄镇" in note for note in inputs.notes)


def test_white_space_of_andorra_is_found_and_proved(andorra):
    made = make_plan(OPERATOR, andorra)
    found = white_space(OPERATOR, andorra, plan_id=made.meta.plan_id)
    assert found.base == "resident"
    assert 0 < len(found.curve) <= 10
    assert (found.curve["gap"] <= 1e-6).all()
    assert made.branches["weeks_to_finish"].notna().any()
