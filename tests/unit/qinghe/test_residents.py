import numpy as np
import pandas as pd
import pytest

from gridplan.qinghe.parameters import demo_numbers
from gridplan.qinghe.residents import draw, tiers
from tests.unit.qinghe.counties import qinghe

NUMBERS = demo_numbers()


@pytest.fixture(scope="module")
def people():
    inputs = qinghe()
    unit = inputs.households["unit_id"]
    own = inputs.units.loc[unit, ["type", "tier"]].set_index(unit.index)
    return pd.DataFrame(inputs.households.drop(columns="geometry")).join(own).join(inputs.funnel)


@pytest.mark.parametrize(("kind", "key"), [("village", "residence_village"), ("community", "residence_community")])
def test_as_many_live_at_home_as_the_numbers_say(people, kind, key):
    shares = people.loc[people["type"] == kind, "residence"].value_counts(normalize=True)
    for residence, share in NUMBERS["households"][key].items():
        assert shares[residence] == pytest.approx(share, abs=0.02)


def test_villages_differ_in_who_is_at_home(people):
    village = people[people["type"] == "village"]
    by_village = (village["residence"] == "at_home").groupby(village["unit_id"]).mean()
    assert 0.04 < by_village.std() < 0.12


def test_lists_and_tiers_have_their_shares(people):
    lists = people["list"].value_counts(normalize=True)
    for name, share in NUMBERS["households"]["list"].items():
        assert lists[name] == pytest.approx(share, abs=0.01)
    by_unit = qinghe().units["tier"].value_counts(normalize=True)
    for tier, share in NUMBERS["tiers"].items():
        assert by_unit[tier] == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("tier", "ABC")
def test_the_funnel_narrows_as_the_numbers_say(people, tier):
    own = people[people["tier"] == tier]
    said = NUMBERS["funnel_12m"][tier]
    before = pd.Series(data=True, index=own.index)
    for stage in ("visited", "filed", "rated", "granted", "notified", "signed"):
        assert own.loc[before, stage].mean() == pytest.approx(said[stage], abs=0.03)
        assert not own.loc[~before, stage].any()
        before = own[stage]
    assert own.loc[own["granted"], "drawn"].mean() == pytest.approx(said["drawn_of_granted"], abs=0.02)


def test_no_excluded_household_has_a_line(people):
    assert not people.loc[people["list"] == "excluded", "granted"].any()


def test_products_are_held_as_often_as_the_numbers_say():
    held = qinghe().products.mean()
    for product, share in NUMBERS["holdings"].items():
        assert held[product] == pytest.approx(share, abs=0.01)


def test_who_has_drawn_a_line_has_a_loan():
    inputs = qinghe()
    assert inputs.products.loc[inputs.funnel["drawn"], "loan"].all()


def test_products_gather_with_those_who_are_close_to_the_bank():
    products = qinghe().products
    assert 0.75 < products.any(axis=1).mean() < 0.88
    assert products.loc[products["deposit"], "mobile_bank"].mean() > 1.2 * products["mobile_bank"].mean()


def test_a_class_without_a_share_is_never_drawn():
    drawn = draw(np.tile([0.5, 0.0, 0.5], (1_000, 1)), np.random.default_rng(3))
    assert set(drawn) == {0, 2}


def test_more_at_home_make_a_better_tier():
    at_home = np.linspace(0, 1, 400)
    given = pd.Series(tiers(400, at_home, NUMBERS, np.random.default_rng(1)))
    assert at_home[(given == "A").to_numpy()].mean() > at_home[(given == "C").to_numpy()].mean() + 0.1
