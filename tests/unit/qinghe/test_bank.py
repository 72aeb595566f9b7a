import pandas as pd
import shapely

from gridplan.model.plan import PRESETS
from gridplan.qinghe.bank import _names
from gridplan.qinghe.parameters import demo_numbers
from tests.unit.qinghe.counties import qinghe, qinghe_in_metres

BANK = demo_numbers()["bank"]


def test_there_are_as_many_branches_of_each_kind_as_the_numbers_say():
    assert qinghe().branches["kind"].value_counts().to_dict() == BANK["branches"]


def test_urban_branches_stand_in_the_communities_of_the_county_seat():
    inputs = qinghe()
    urban = inputs.branches[inputs.branches["kind"] == "urban"]
    at = inputs.units.iloc[inputs.units.sindex.nearest(urban.geometry, return_all=False)[1]]
    assert set(at["town"]) == {"禾城镇"}
    assert (at["type"] == "community").all()


def test_every_branch_stands_beside_a_road():
    inputs = qinghe_in_metres()
    away = inputs.layers.roads.sindex.nearest(inputs.branches.geometry, return_all=False, return_distance=True)[1]
    assert away.max() < 13


def test_branches_state_their_reach_or_that_of_their_kind():
    branches = qinghe().branches
    for kind, own in branches.groupby("kind"):
        low, high = BANK["radius_m"].get(kind, [PRESETS[kind].radius_m] * 2)
        assert own["coverage_radius_m"].between(low, high).all()
        low, high = BANK["drive_min"].get(kind, [PRESETS[kind].drive_min] * 2)
        assert own["drive_min"].between(low, high).all()


def test_branches_in_villages_keep_apart():
    xy = shapely.points(shapely.get_coordinates(qinghe_in_metres().branches.geometry.to_numpy()))
    villages = xy[-8:]
    apart = [shapely.distance(point, xy[xy != point]).min() for point in villages]
    assert min(apart) > 3_900


def test_officers_follow_the_presets_of_their_branch():
    inputs = qinghe()
    kinds = inputs.officers["branch_id"].map(inputs.branches["kind"])
    assert (inputs.officers["daily_capacity"] == kinds.map(lambda kind: PRESETS[kind].visits_per_day)).all()


def test_branches_in_one_place_get_names_of_their_own():
    home = pd.DataFrame({"name": ["上湾村"] * 4, "town": ["云溪镇"] * 4})
    names = _names(home, {"urban": 0})
    assert names[:2] == ["云溪支行", "上湾支行"]
    assert len(set(names)) == 4
