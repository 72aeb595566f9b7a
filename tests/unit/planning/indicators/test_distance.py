"""The far-reach gap: nearest fifth minus farthest fifth, of every place its own."""

from dataclasses import replace

import numpy as np
import pytest

from gridplan.planning.indicators import Facts
from gridplan.planning.indicators.distance import FarReachGap


@pytest.fixture
def facts(planned):
    base = planned.grids[planned.grids["kind"] == "base"]
    return Facts(planned.units, planned.households, base, planned.officers, planned.branches, planned.meta.county)


def _with(facts, **columns):
    return replace(facts, households=facts.households.assign(**columns))


def _everybody(facts, **columns):
    return _with(facts, residence="at_home", list="eligible", segment="farm", households_n=1.0, **columns)


def _row(facts, level="county", identity=None):
    rows = FarReachGap().measure(facts).set_index(["level", "id"])
    return rows.loc[(level, identity or facts.county)]


def test_all_near_and_none_far_is_the_whole(facts):
    minutes = np.arange(len(facts.households), dtype=float)
    made = _everybody(facts, own_road_min=minutes, visited=minutes < len(minutes) / 2)
    row = _row(made)
    assert row["value"] == 1
    assert row["denominator"] == len(minutes) // 5


def test_the_same_near_and_far_is_no_gap(facts):
    assert _row(_everybody(facts, visited=True))["value"] == 0
    assert _row(_everybody(facts, visited=False))["value"] == 0


def test_more_far_than_near_is_negative(facts):
    minutes = np.arange(len(facts.households), dtype=float)
    assert _row(_everybody(facts, own_road_min=minutes, visited=minutes > minutes.mean()))["value"] == -1


def test_whom_no_road_reaches_lives_farthest(facts):
    minutes = np.arange(len(facts.households), dtype=float)
    lost = minutes < len(minutes) // 5
    made = _everybody(facts, own_road_min=np.where(lost, np.nan, minutes), visited=~lost)
    assert _row(made)["value"] == 1


def test_each_branch_has_fifths_of_its_own(facts):
    made = _everybody(facts, visited=(facts.households["branch_id"] == "B1").to_numpy())
    assert _row(made, "branch", "B1")["value"] == 0
    assert set(FarReachGap().measure(made)["level"]) == {"county", "branch"}


def test_without_a_funnel_table_nothing_is_known(facts):
    row = _row(replace(facts, households=facts.households.drop(columns="visited")))
    assert np.isnan(row["value"])


def test_the_excluded_do_not_count(facts):
    assert np.isnan(_row(_with(facts, list="excluded"))["value"])
