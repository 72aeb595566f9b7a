import numpy as np
import pytest
import shapely

from gridplan.qinghe.parameters import demo_numbers
from tests.unit.qinghe.counties import qinghe, qinghe_in_metres

SAID = demo_numbers()["merchants"]


def test_areas_do_not_overlap_and_stay_dry():
    layers = qinghe_in_metres().layers
    areas = layers.special_areas
    first, second = areas.sindex.query(areas.geometry, predicate="intersects")
    assert (first == second).all()
    rivers = layers.water.query("kind == 'river'").union_all()
    assert not areas.intersects(rivers).any()
    assert areas["name"].is_unique


def test_every_town_has_an_area_and_the_county_seat_the_most():
    areas = qinghe().layers.special_areas
    assert areas["town"].value_counts()["禾城镇"] == SAID["seat_areas"]
    assert areas["town"].nunique() == 16
    assert set(areas["type"]) == {"street_shops", "market"}


def test_most_merchants_are_inside_the_areas():
    inputs = qinghe()
    inside = shapely.intersects(inputs.layers.special_areas.union_all(), inputs.merchants.geometry.to_numpy())
    assert inside.mean() == pytest.approx(SAID["in_areas"], abs=0.02)


def test_trades_and_acquiring_have_their_shares():
    merchants = qinghe().merchants
    assert merchants["acquired"].mean() == pytest.approx(SAID["acquired"], abs=0.02)
    shares = merchants["trade"].value_counts(normalize=True)
    assert shares.to_numpy() == pytest.approx(np.array([SAID["trades"][t] for t in shares.index]), abs=0.02)


def test_merchants_know_the_unit_they_stand_in():
    inputs = qinghe()
    own = inputs.units.geometry.loc[inputs.merchants["unit_id"]].to_numpy()
    assert shapely.distance(own, inputs.merchants.geometry.to_numpy()).max() == 0
