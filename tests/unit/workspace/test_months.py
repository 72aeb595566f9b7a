"""Month against month: of marks since their import, of visits since the day they were made, and before that nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import numpy as np
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.eligibility import is_eligible, is_resident
from gridplan.storage.database.visits import add_visits
from gridplan.storage.folder import write_inputs
from gridplan.workspace.importing import import_paths
from gridplan.workspace.months import DATED, monthly_figures
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import view_plan

SEPTEMBER, NOVEMBER = datetime(2026, 9, 10, tzinfo=UTC), datetime(2026, 11, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 26, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
MANAGER = Scope(Viewer.REGIONAL_MANAGER, account="manager")


@pytest.fixture(scope="module")
def county(town, tmp_path_factory):
    """A county that imported its marks in September, with nobody filed, and again in November."""
    folder = tmp_path_factory.mktemp("months")
    begun = replace(town, funnel=town.funnel.assign(filed=False, visited=False))
    write_inputs(town, folder / "w")
    write_inputs(begun, folder / "begun")
    workspace = Workspace.open(folder / "w")
    for name, now in (("begun", SEPTEMBER), ("w", NOVEMBER)):
        import_paths(OPERATOR, workspace, sorted((folder / name / "data").iterdir()), datum="wgs84", now=now)
    make_plan(OPERATOR, workspace)
    return workspace


def _table(county, indicator, scope=OPERATOR):
    plan = view_plan(scope, county)
    return monthly_figures(scope, county, plan, indicator, now=NOW).set_index(["level", "id", "month"])


def _county(county, indicator):
    table = _table(county, indicator)
    return table.loc["county"].droplevel("id")


def test_before_the_first_import_nothing_is_known(county):
    rows = _county(county, "filing_rate")
    assert rows["known"].to_dict() == {
        "2026-06": False, "2026-07": False, "2026-08": False, "2026-09": True, "2026-10": True, "2026-11": True
    }  # fmt: skip
    assert rows.loc[~rows["known"], ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_a_mark_counts_since_the_import_that_brought_it(county):
    households = view_plan(OPERATOR, county).households
    filed = households[is_eligible(households)]["filed"]
    rows = _county(county, "filing_rate")
    assert rows["numerator"].tolist()[3:] == [0, 0, filed.sum()]
    assert rows["denominator"].tolist()[3:] == [len(filed)] * 3


def test_products_count_on_residents(county):
    households = view_plan(OPERATOR, county).households
    rows = _county(county, "penetration")
    assert rows["denominator"].iloc[-1] == is_resident(households).sum()


def test_a_visit_counts_since_the_day_it_was_made(county):
    households = view_plan(OPERATOR, county).households
    chosen = households.index[is_eligible(households) & ~households["visited"]][0]
    before = _county(county, "visit_coverage")["numerator"]
    told = {"uuid": str(uuid4()), "household_id": chosen, "officer_id": "B1-1", "grid_id": "", "note": "", "device": ""}
    with county.database.writing() as connection:
        add_visits(connection, [told | {"device_at": datetime(2026, 10, 5, tzinfo=UTC), "outcome": "met"}], now=NOW)
    after = _county(county, "visit_coverage")["numerator"]
    assert (after - before).tolist()[3:] == [0, 1, 1]


def test_a_head_gets_the_own_branch_alone(county):
    table = _table(county, "filing_rate", HEAD)
    units = view_plan(OPERATOR, county).units
    mine = units[units["branch_id"] == "B1"]
    assert set(table.loc["branch"].index.get_level_values("id")) == {"B1"}
    assert set(table.loc["unit"].index.get_level_values("id")) == set(mine.index)
    assert "county" not in table.index.get_level_values("level")


def test_those_who_see_totals_are_told_of_no_few_people(county):
    table = _table(county, "filing_rate", MANAGER)
    counts = table.loc["unit", "numerator"].dropna()
    assert not counts.between(0, 5, inclusive="neither").any()
    assert np.isfinite(table.loc["county", "numerator"].iloc[-1])


@pytest.mark.parametrize("indicator", DATED)
def test_the_last_month_is_what_the_plan_says(county, indicator):
    plan = view_plan(OPERATOR, county)
    now = plan.indicators.set_index(["level", "id", "indicator"]).loc[("county", plan.meta.county, indicator)]
    row = _county(county, indicator).iloc[-1]
    assert row["denominator"] == now["denominator"]
    extra = 1 if indicator == "visit_coverage" else 0
    assert row["numerator"] - now["numerator"] in {0, extra}


def test_officers_see_no_months(county):
    officer = Scope(Viewer.OFFICER, frozenset({"B1"}), "B1-1", "officer")
    with pytest.raises(AccessError):
        monthly_figures(officer, county, None, "filing_rate", now=NOW)
