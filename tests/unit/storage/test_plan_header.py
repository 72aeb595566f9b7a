"""A plan's dials come back as they were, also those of a plan from before some dials were there."""

import json
from dataclasses import replace

from gridplan.model.params import MarketPreset
from gridplan.storage.plan_header import plan_header, plan_of, plan_tables
from tests.town.planned import PARAMS, plan_town


def _back(plan, header):
    return plan_of(json.loads(json.dumps(header)), plan_tables(plan))


def test_dials_come_back():
    plan = replace(plan_town(), params=replace(PARAMS, market=MarketPreset(merchants_max=400)))
    assert _back(plan, plan_header(plan)).params == plan.params


def test_a_plan_from_before_frequencies_were_solved_took_the_table():
    plan = plan_town()
    header = plan_header(plan)
    for name in ("market", "frequency_from", "least_frequency", "wanted_frequency", "care_order", "met", "visit_times"):
        del header["params"][name]
    assert _back(plan, header).params.frequency_from == "table"
