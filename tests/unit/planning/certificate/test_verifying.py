from dataclasses import replace

import pandas as pd
import pytest

from gridplan.planning.certificate import certificate, verify_plan
from gridplan.planning.rules import check_rules
from tests.town.planned import plan_town


@pytest.fixture(scope="module")
def plan():
    return plan_town()


def _rules(plan):
    return set(verify_plan(plan).findings["rule"])


def test_a_plan_as_it_was_made_has_the_findings_of_the_rules_alone(plan):
    pd.testing.assert_frame_equal(verify_plan(plan).findings, check_rules(plan), check_dtype=False)


def test_a_figure_that_is_no_sum_is_a_finding(plan):
    assert "C01" in _rules(replace(plan, grids=plan.grids.assign(households=1.0)))
    assert "C01" in _rules(replace(plan, officers=plan.officers.assign(workload_h=1.0)))


def test_parts_are_counted_again(plan):
    cut = replace(plan, adjacency=plan.adjacency.assign(cut=True))
    assert {"C01", "G04"} <= _rules(cut)


def test_an_id_that_stands_twice_is_a_finding(plan):
    twice = {name: pd.concat([getattr(plan, name)] * 2) for name in ("units", "grids", "officers", "assignments")}
    for name, table in twice.items():
        assert "C02" in _rules(replace(plan, **{name: table})), name


def test_who_serves_must_be_known(plan):
    assert "C02" in _rules(replace(plan, assignments=plan.assignments.assign(officer_id="X")))


def test_a_unit_belongs_to_the_branch_of_its_grid(plan):
    assert "C02" in _rules(replace(plan, units=plan.units.assign(branch_id="B1")))


def test_a_grid_that_reaches_beyond_its_units_is_a_finding(plan):
    assert "C03" in _rules(replace(plan, grids=plan.grids.assign(geometry=plan.grids.buffer(50))))


def test_overload_is_declared(plan):
    busy = verify_plan(replace(plan, officers=plan.officers.assign(available_h=5.0)))
    told = certificate(busy, [], issued_at="", issued_by="")
    assert not told["sound"]
    assert told["declared"]["overload_h"]["B1-1"] == pytest.approx(busy.officers.at["B1-1", "workload_h"] - 5)
