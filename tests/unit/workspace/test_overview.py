"""What waits for whom, how the week goes, and how visits are spread; nobody is told of a few people."""

from datetime import UTC, datetime, timedelta
from shutil import copytree
from uuid import uuid4

import numpy as np
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.eligibility import is_eligible
from gridplan.model.words import PlanState
from gridplan.planning.indicators.concentration import gini
from gridplan.storage.database.visits import add_visits
from gridplan.storage.folder import write_inputs
from gridplan.workspace.importing import take_in
from gridplan.workspace.opening import Workspace
from gridplan.workspace.overview import cherry_picking, plans_under_way, plans_waiting, week_so_far
from gridplan.workspace.planning import make_plan
from gridplan.workspace.versions import advance_plan
from gridplan.workspace.viewing import view_plan

#: A Wednesday, noon there.
NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
MANAGER = Scope(Viewer.REGIONAL_MANAGER, account="manager")
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")


@pytest.fixture(scope="module")
def county(town, tmp_path_factory) -> Workspace:
    folder = tmp_path_factory.mktemp("overview") / "town"
    write_inputs(town, folder)
    workspace = Workspace.open(folder)
    take_in(OPERATOR, workspace)
    make_plan(OPERATOR, workspace)
    return workspace


def _visit(household, officer="B1-1", at=NOW, outcome="met"):
    told = {"uuid": str(uuid4()), "household_id": household, "officer_id": officer, "grid_id": "", "note": ""}
    return told | {"device_at": at, "outcome": outcome, "device": "phone"}


def _send(county, *visits):
    with county.database.writing() as connection:
        add_visits(connection, visits, now=NOW)


def test_the_spread_counts_the_eligible_as_the_model_says(county):
    households = view_plan(OPERATOR, county).households
    eligible = households[is_eligible(households)]
    table = cherry_picking(OPERATOR, county, now=NOW - timedelta(days=900))
    assert table.loc["", "households_n"] == len(eligible)
    assert table["households_n"].drop("").to_dict() == eligible["branch_id"].value_counts().to_dict()
    assert np.isnan(table.loc["", "index"])


def test_visits_to_a_few_are_picked_out(county):
    households = view_plan(OPERATOR, county).households
    eligible = households.index[is_eligible(households)]
    chosen = [*eligible[:6], eligible[0], eligible[0]]
    _send(county, *(_visit(one) for one in chosen), _visit(eligible[20], outcome="not_home"),
          _visit(eligible[30], at=NOW - timedelta(weeks=20)))  # fmt: skip
    row = cherry_picking(MANAGER, county, now=NOW, k=5).loc[""]
    n = len(eligible)
    assert row["index"] == pytest.approx(gini([0, 1, 3], [n - 6, 5, 1]))
    assert row["met_n"] == 6
    told = cherry_picking(MANAGER, county, now=NOW, k=7).loc[""]
    assert np.isnan(told["index"])
    assert np.isnan(told["met_n"])


def test_a_head_gets_the_own_branch_alone(county):
    assert set(cherry_picking(HEAD, county, now=NOW).index) == {"", "B1"}


def test_a_week_begins_on_monday_at_midnight_there(county):
    monday = datetime(2026, 11, 22, 16, tzinfo=UTC)
    officer = Scope(Viewer.OFFICER, frozenset({"B3"}), "B3-1", "officer")
    household = view_plan(OPERATOR, county).households.index[0]
    before = _visit(household, "B3-1", monday - timedelta(seconds=1))
    _send(county, before, _visit(household, "B3-1", monday), _visit(household, "B3-1", outcome="refused"))
    week = week_so_far(officer, county, now=NOW)
    assert (week.since, week.visits_n, week.met_n) == (monday, 2, 1)


def test_a_checked_plan_waits_for_another_person(county):
    plan_id = make_plan(OPERATOR, county).meta.plan_id
    assert plans_waiting(MANAGER, county).empty
    advance_plan(HEAD, county, plan_id, PlanState.CHECKED, reason="accepted")
    assert plans_waiting(MANAGER, county)["plan_id"].tolist() == [plan_id]
    assert plans_waiting(Scope(Viewer.REGIONAL_MANAGER, account="head"), county).empty
    with pytest.raises(AccessError):
        plans_waiting(HEAD, county)


def test_a_returned_plan_comes_first_among_those_under_way(county):
    back, waiting = (make_plan(OPERATOR, county, now=NOW + timedelta(days=day)).meta.plan_id for day in (1, 2))
    for plan_id in (back, waiting):
        advance_plan(HEAD, county, plan_id, PlanState.CHECKED, reason="accepted")
    advance_plan(MANAGER, county, back, PlanState.DRAFT, reason="G2 is too far")
    first = plans_under_way(HEAD, county).iloc[0]
    assert first[["plan_id", "state", "by", "reason"]].tolist() == [back, "draft", "manager", "G2 is too far"]
    assert waiting in set(plans_under_way(HEAD, county)["plan_id"])
    assert plans_under_way(Scope(Viewer.BRANCH_HEAD, frozenset({"B2"}), account="other"), county).empty
    with pytest.raises(AccessError):
        plans_under_way(MANAGER, county)


def test_nothing_is_under_way_once_the_only_plan_is_in_force(made_town, tmp_path):
    workspace, plan_id = Workspace.open(copytree(made_town[0], tmp_path / "w")), made_town[1]
    for scope, state in ((HEAD, PlanState.CHECKED), (MANAGER, PlanState.APPROVED), (MANAGER, PlanState.ACTIVE)):
        advance_plan(scope, workspace, plan_id, state, reason="known and accepted")
    assert plans_under_way(HEAD, workspace).empty
    assert plans_waiting(MANAGER, workspace).empty
