"""Every indicator names its parts and its base, adds up over every level, and says nothing where nothing is known."""

from dataclasses import replace

import numpy as np
import pytest

from gridplan.locale import gettext
from gridplan.maps.measures import MEASURES
from gridplan.planning.indicators import INDICATORS, Facts, county_summary, measure
from gridplan.planning.indicators.balance import BALANCE
from gridplan.planning.indicators.facts import is_eligible, is_resident
from gridplan.planning.indicators.indicator import Share

SUMMED = [one.code for one in INDICATORS if isinstance(one, Share)]


@pytest.fixture
def facts(planned):
    base = planned.grids[planned.grids["kind"] == "base"]
    return Facts(planned.units, planned.households, base, planned.officers, planned.branches, planned.meta.county)


def _county(table, code):
    return table[(table["level"] == "county") & (table["indicator"] == code)].iloc[0]


def test_screens_and_indicators_use_the_same_names():
    assert [one.code for one in INDICATORS] == list(MEASURES)
    for one in INDICATORS:
        assert MEASURES[one.code].name == one.en


def test_chinese_names_are_those_of_the_glossary():
    assert {one.code: one.zh for one in INDICATORS}["grid_entry_rate"] == "入格率"
    assert gettext("Penetration", "zh") == "渗透率"


@pytest.mark.parametrize("code", SUMMED)
def test_parts_add_up_to_the_county_on_every_level(planned, code):
    rows = planned.indicators[planned.indicators["indicator"] == code]
    whole = _county(planned.indicators, code)
    for level in ("unit", "grid", "town", "branch"):
        sums = rows[rows["level"] == level][["numerator", "denominator"]].sum()
        assert np.allclose(sums, whole[["numerator", "denominator"]].astype(float)), level


@pytest.mark.parametrize("code", SUMMED)
def test_a_share_lies_between_nothing_and_all(planned, code):
    values = planned.indicators.loc[planned.indicators["indicator"] == code, "value"].dropna()
    assert values.between(0, 1).all()


def test_reach_and_gap_make_up_the_whole(planned):
    for model in ("radius", "road"):
        reached = _county(planned.indicators, f"spatial_coverage_hh_{model}")["value"]
        assert reached + _county(planned.indicators, f"gap_share_{model}")["value"] == pytest.approx(1)


def test_coverage_counts_door_by_door(planned):
    share = (planned.households["reached_road"] > 0).mean()
    assert _county(planned.indicators, "spatial_coverage_hh_road")["value"] == pytest.approx(share)


def test_penetration_counts_residents_alone(planned):
    households = planned.households[is_resident(planned.households)]
    held = households[["deposit", "ssc", "mobile_bank", "loan", "merchant_qr", "insurance"]].any(axis=1)
    row = _county(planned.indicators, "penetration")
    assert (row["numerator"], row["denominator"], row["base"]) == (held.sum(), len(households), "resident")


def test_filing_counts_the_eligible_alone(planned):
    households = planned.households[is_eligible(planned.households)]
    row = _county(planned.indicators, "filing_rate")
    assert (row["numerator"], row["denominator"]) == (households["filed"].sum(), len(households))


def test_without_a_table_of_stages_or_holdings_the_base_is_empty(facts):
    bare = replace(facts, households=facts.households.drop(columns=["filed", "granted", "deposit", "ssc", "mobile_bank",
                                                                    "loan", "merchant_qr", "insurance"]))  # fmt: skip
    table = measure(bare)
    for code in ("penetration", "filing_rate", "credit_granted_rate", "credit_use_rate"):
        assert np.isnan(_county(table, code)["value"])


def test_units_that_list_no_household_count_at_their_middle(facts):
    bare = replace(facts, households=facts.households.iloc[:0])
    row = _county(measure(bare), "spatial_coverage_hh_road")
    assert row["denominator"] == facts.units["households"].sum()
    assert 0 < row["value"] <= 1


def test_a_grid_without_an_owner_has_not_entered(facts):
    lonely = replace(facts, grids=facts.grids.assign(primary_officer_id=""))
    assert _county(measure(lonely), "grid_entry_rate")["value"] == 0


def test_what_a_grid_does_not_change_is_taken_from_before(facts, planned):
    assert measure(facts, planned.indicators).equals(measure(facts))


def test_balance_is_that_of_the_grids(planned, facts):
    load = facts.grids["workload_h"]
    assert _county(planned.indicators, "balance_cv")["value"] == pytest.approx(load.std(ddof=0) / load.mean())


def test_a_branch_without_grids_has_no_balance(facts):
    fewer = replace(facts, grids=facts.grids[facts.grids["branch_id"] != "B2"])
    rows = measure(fewer).set_index(["level", "id", "indicator"])
    for one in BALANCE[:2]:
        assert np.isnan(rows.loc[("branch", "B2", one.code), "value"])
    assert rows.loc[("branch", "B2", "capacity_utilisation"), "value"] == 0


def test_the_summary_of_the_county_names_every_indicator(planned):
    assert county_summary(planned.indicators)["grid_entry_rate"] == 1
    assert county_summary(planned.indicators, "zh")["入格率"] == 1
