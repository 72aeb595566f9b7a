from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from gridplan.model.bank_time import BANK_TIME
from gridplan.model.words import Stage
from gridplan.qinghe.history import funnel_before, products_before, visits
from gridplan.qinghe.registers import WEEKDAYS

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
NUMBER = 3_000


@pytest.fixture(scope="module")
def funnel():
    rng, reached, stages = np.random.default_rng(1), np.ones(NUMBER, dtype=bool), {}
    for stage in map(str, Stage):
        reached = reached & (rng.random(NUMBER) < 0.8)
        stages[stage] = reached
    return pd.DataFrame(stages, index=pd.Index([f"H{n:05d}" for n in range(NUMBER)], name="household_id"))


@pytest.fixture(scope="module")
def served(funnel):
    table = funnel[["visited"]].assign(grid_id="G", officer_id="o1", visits=0.5)
    table.loc[table.index[:300], "visits"] = 4.0
    table.loc[table.index[300:400], "officer_id"] = ""
    return table


@pytest.fixture(scope="module")
def made(served):
    return visits(served, 7, NOW)


def test_marks_grow_from_month_to_month_and_none_is_lost(funnel):
    before = [funnel_before(funnel, months, 7) for months in (5, 3, 1)] + [funnel]
    shares = [table["filed"].mean() for table in before]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]
    for early, late in pairwise(before):
        assert not (early & ~late).any(axis=None)


def test_no_stage_was_reached_without_the_one_before(funnel):
    then = funnel_before(funnel, 4, 7)
    for one, following in pairwise(then):
        assert not (then[following] & ~then[one]).any()


def test_fewer_products_were_held_before():
    held = pd.DataFrame({"deposit": np.ones(NUMBER, dtype=bool)})
    assert 0.85 < products_before(held, 5, 7)["deposit"].mean() < 0.99
    assert products_before(held, 0, 7)["deposit"].all()


def test_visits_lead_to_the_marks_of_today_and_to_no_others(served, made):
    assert set(made["household_id"]) <= set(served.index[served["visited"] & (served["officer_id"] != "")])
    assert made["uuid"].is_unique
    assert set(made["outcome"]) == {"met"}


def test_visits_fall_on_visit_days_of_the_last_year(made):
    days = made["device_at"].map(lambda moment: moment.astimezone(BANK_TIME))
    assert set(days.map(lambda moment: moment.isoweekday())) == set(WEEKDAYS)
    assert days.map(lambda moment: moment.hour).between(9, 17).all()
    assert made["device_at"].max() <= NOW
    assert (NOW - made["device_at"].min()).days <= 372
    assert made["device_at"].is_monotonic_increasing


def test_who_is_wanted_often_was_seen_of_late(served, made):
    last = made.groupby("household_id")["device_at"].max()
    often = last[last.index.isin(served.index[served["visits"] > 1])]
    assert len(often) > 200
    assert ((NOW - often).dt.days <= 100).all()


def test_days_are_agreed_in_the_time_to_come(made):
    agreed = made.loc[made["next_day"] != "", "next_day"]
    assert len(agreed) > 0
    assert agreed.between("2026-11-27", "2026-12-07").all()


def test_the_same_seed_tells_the_same(served, made):
    pd.testing.assert_frame_equal(visits(served, 7, NOW), made)
    assert len(visits(served, 8, NOW)) != len(made)
