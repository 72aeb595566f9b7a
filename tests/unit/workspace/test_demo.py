"""The demo county as it is founded, on the tiny town: months before today, visits, something on each screen."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.workspace.demo import demo_workspace, plan_demo
from gridplan.workspace.months import MONTHS_N, monthly_figures
from gridplan.workspace.overview import cherry_picking, week_so_far
from gridplan.workspace.planning import make_plan
from gridplan.workspace.visits import standing_visits

NOW, LATER = datetime(2026, 11, 29, 2, 0, tzinfo=UTC), timedelta(minutes=1)


@pytest.fixture(scope="module")
def demo(town, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GRIDPLAN_DATABASE", raising=False)
        patch.setattr("gridplan.workspace.demo.county", lambda: town)
        workspace = demo_workspace(OPERATOR, tmp_path_factory.mktemp("demo") / "town", now=NOW)
        plan = plan_demo(OPERATOR, workspace, now=NOW)
    yield workspace, plan
    workspace.database.close()


@pytest.mark.parametrize("indicator", ["visit_coverage", "filing_rate", "penetration"])
def test_every_month_of_the_demo_is_known_and_none_falls(demo, indicator):
    table = monthly_figures(OPERATOR, *demo, indicator, now=NOW)
    county = table[table["level"] == "county"]
    assert len(county) == MONTHS_N
    assert county["known"].all()
    assert county["numerator"].is_monotonic_increasing
    assert county["numerator"].iloc[0] < county["numerator"].iloc[-1]


def test_visits_have_dates_and_change_no_figure(demo):
    workspace, plan = demo
    assert len(standing_visits(OPERATOR, workspace)) > 0
    again = make_plan(OPERATOR, workspace, now=NOW + LATER)
    pd.testing.assert_frame_equal(again.indicators, plan.indicators)


def test_there_is_something_to_see_of_the_quarter_and_of_the_week(demo):
    workspace, plan = demo
    assert cherry_picking(OPERATOR, workspace, now=NOW).loc["", "met_n"] > 0
    scopes = [
        Scope(Viewer.OFFICER, frozenset({str(branch)}), str(officer), "o")
        for officer, branch in plan.officers["branch_id"].items()
    ]
    assert sum(week_so_far(scope, workspace, now=NOW).visits_n for scope in scopes) > 0


def test_notices_have_their_telephones(demo):
    workspace, plan = demo
    assert workspace.settings.complaint_line.startswith("0000-")
    assert set(plan.officers.index) <= set(workspace.settings.phones)


def test_planning_it_once_more_adds_no_visit(demo):
    workspace, _ = demo
    before = len(standing_visits(OPERATOR, workspace))
    plan_demo(OPERATOR, workspace, now=NOW + 2 * LATER)
    assert len(standing_visits(OPERATOR, workspace)) == before
