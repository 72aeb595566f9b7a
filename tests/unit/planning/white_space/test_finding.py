"""White space of the tiny town, whose far villages no branch reaches."""

from dataclasses import replace

import pandas as pd
import pytest

from gridplan.errors import SettingsError
from gridplan.geo.network import RoadNetwork
from gridplan.model.eligibility import is_eligible, is_resident
from gridplan.planning.white_space import SlotDials, find_white_space
from tests.town.planned import plan_town

NEAR = SlotDials(slots=4, within=1_200.0)


@pytest.fixture(scope="module")
def plan():
    return plan_town()


@pytest.fixture(scope="module")
def ways(plan):
    return RoadNetwork.from_roads(plan.layers.roads)


@pytest.fixture(scope="module")
def found(plan, ways):
    return find_white_space(plan, ways, NEAR)


def test_demand_is_the_eligible_whom_no_branch_reaches(plan, found):
    people = plan.households
    out = people[is_eligible(people) & (people["reached_road"] == 0)]
    assert found.base == "eligible"
    assert found.demand.to_dict() == out.groupby("unit_id")["households_n"].sum().to_dict()


def test_the_curve_rises_ever_less_and_is_proved(found):
    curve = found.curve
    assert len(curve) >= 2
    assert (curve["gain"] > 0).all()
    assert curve["gain"].cumsum().to_numpy() == pytest.approx(curve["households"].to_numpy())
    assert (curve["gap"] <= 1e-6).all()
    assert curve["households"].iloc[-1] <= found.demand.sum()


def test_places_serve_what_the_curve_says(found):
    for number, places in found.places.groupby("slots"):
        row = found.curve.set_index("slots").loc[number]
        assert len(places) == number
        assert places["households"].sum() == pytest.approx(row["households"])
        assert places["hours"].sum() == pytest.approx(row["hours"])
        assert list(places["rank"]) == list(range(1, int(number) + 1))


def test_the_way_there_and_back_is_part_of_the_hours(plan, found):
    place = found.places.iloc[0]
    out = plan.units.at[place["unit_id"], "own_road_min"]
    assert place["hours"] == pytest.approx(2.0 + 2 * out / 60)


def test_a_slot_that_is_held_already_takes_its_people_out(plan, ways, found):
    unit = found.places.iloc[0]["unit_id"]
    held = pd.DataFrame({"officer_id": ["B1-1"], "unit_id": [unit], "weekday": [2], "hours": [2.0]})
    after = find_white_space(replace(plan, registers=replace(plan.registers, stations=held)), ways, NEAR)
    assert after.demand.sum() == pytest.approx(found.demand.sum() - found.curve["households"].iloc[0])
    assert unit not in set(after.places["unit_id"])


def test_a_branch_looks_at_its_own_units_alone(plan, ways):
    found = find_white_space(plan, ways, NEAR, branch_id="B3")
    assert set(found.demand.index) <= set(plan.units.index[plan.units["branch_id"] == "B3"])
    assert set(found.places["branch_id"]) <= {"B3"}


def test_without_roads_the_usual_detour_stands_in(plan):
    found = find_white_space(plan, None, replace(NEAR, by="minutes", within=6.0))
    assert found.curve["households"].iloc[-1] > 0


def test_where_everybody_is_reached_there_is_no_white_space(plan, ways):
    near = replace(plan, households=plan.households.assign(reached_road=1))
    found = find_white_space(near, ways, NEAR)
    assert found.curve.empty
    assert found.places.empty
    assert found.demand.sum() == 0


def test_where_nobody_was_screened_residents_are_counted(plan, ways):
    bare = replace(plan, households=plan.households.assign(list="unknown"))
    found = find_white_space(bare, ways, NEAR)
    out = is_resident(bare.households) & (bare.households["reached_road"] == 0)
    assert (found.base, found.demand.sum()) == ("resident", out.sum())


@pytest.mark.parametrize("wrong", [{"slots": 0}, {"within": 0.0}, {"slot_h": -1.0}, {"by": "miles"}])
def test_dials_out_of_range_are_refused(wrong):
    with pytest.raises(SettingsError):
        SlotDials(**wrong)
