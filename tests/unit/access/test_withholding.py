import pytest

from gridplan.access.withholding import withhold

PARTS = ["value", "numerator", "denominator"]


@pytest.fixture(scope="module")
def places(planned):
    return planned.units[["grid_id", "branch_id", "town"]]


def test_small_parts_of_shares_are_left_out(planned, places):
    shown = withhold(planned.indicators, places, k=5)
    assert shown.loc[shown["hidden"], PARTS].isna().all(axis=None)
    people = shown[(shown["base"] != "area") & shown["level"].isin(["unit", "town"]) & ~shown["hidden"]]
    for count in (people["numerator"], people["denominator"], people["denominator"] - people["numerator"]):
        assert not count.between(0.5, 4.5).any()


def test_rows_and_what_is_no_count_of_people_stay(planned, places):
    shown = withhold(planned.indicators, places, k=5)
    assert shown.drop(columns=["hidden", *PARTS]).equals(planned.indicators.drop(columns=PARTS))
    for kept in ((shown["base"] == "area"), (shown["indicator"] == "balance_cv")):
        assert not shown.loc[kept, "hidden"].any()
        assert shown.loc[kept, PARTS].equals(planned.indicators.loc[kept, PARTS])


def test_a_share_and_its_complement_hide_alike(planned, places):
    shown = withhold(planned.indicators, places, k=5).set_index(["level", "id"])
    covered, gap = (
        shown.loc[shown["indicator"] == code, "hidden"] for code in ("spatial_coverage_hh_radius", "gap_share_radius")
    )
    assert covered.any()
    assert covered.equals(gap)


def test_nothing_is_hidden_from_those_who_may_see_single_households(planned, places):
    assert not withhold(planned.indicators, places, k=1)["hidden"].any()


def test_bases_that_are_nobodys_secret_are_spared(planned, places):
    shown = withhold(planned.indicators, places, k=5, spared={"area", "registered"})
    assert not shown.loc[shown["base"] == "registered", "hidden"].any()
    assert shown["hidden"].any()


def test_indicators_without_units_are_left_alone(planned, places):
    county = planned.indicators[planned.indicators["level"] == "county"]
    assert not withhold(county, places, k=5)["hidden"].any()
