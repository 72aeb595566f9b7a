from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from gridplan.access.schema import AUDIT
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InputError
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.plans import save_plan
from gridplan.storage.database.visits import visits_of
from gridplan.workspace.opening import Workspace
from gridplan.workspace.purging import carry_out_purge, due_for_purge
from gridplan.workspace.viewing import view_plan
from gridplan.workspace.visits import MOST, plan_with_visits, record_visits, standing_visits

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path, planned) -> Workspace:
    (tmp_path / "gridplan.toml").write_text('name = "小镇"\n', encoding="utf-8")
    with open_database(tmp_path).writing() as connection:
        save_plan(connection, planned, account="operator", now=NOW)
    return Workspace.open(tmp_path)


@pytest.fixture
def officer(planned) -> Scope:
    grid = planned.grids.loc[planned.households["grid_id"].iloc[0]]
    name = grid["primary_officer_id"]
    return Scope(Viewer.OFFICER, frozenset({grid["branch_id"]}), name, name)


def _visit(household_id, **other):
    told = {"uuid": str(uuid4()), "household_id": household_id, "outcome": "met", "device": "phone"}
    return told | {"device_at": "2026-11-25T16:00:00+08:00"} | other


def _stored(workspace):
    with open_database(workspace.path).reading() as connection:
        return visits_of(connection)


def test_every_visit_is_answered(workspace, officer, planned):
    own = planned.households.index[0]
    foreign = planned.households.index[planned.households["branch_id"] == "B2"][0]
    sent = [_visit(own), _visit(foreign), _visit("made up")]
    assert list(record_visits(officer, workspace, sent, now=NOW).values()) == ["stored", "aside", "aside"]
    again = [sent[0], {**sent[0], "outcome": "refused"}]
    assert record_visits(officer, workspace, again[:1], now=NOW) == {sent[0]["uuid"]: "known"}
    assert record_visits(officer, workspace, again[1:], now=NOW) == {sent[0]["uuid"]: "conflict"}
    (row,) = _stored(workspace).to_dict("records")
    assert (row["household_id"], row["officer_id"], row["outcome"]) == (own, officer.officer_id, "met")


@pytest.mark.parametrize(
    "wrong",
    [{"uuid": "1"}, {"outcome": "drunk"}, {"device_at": "yesterday"}, {"device_at": "2026-11-25T16:00:00"},
     {"note": "是个酒鬼"}, {"device": "x" * 99}, {"outcome": 5}, {"stage": "rated"}, {"stage": "granted"},
     {"stage": "filed", "outcome": "not_home"}, {"next_day": "tomorrow"}, {"corrects": "1"}, {"outcome": "withdrawn"}],
)  # fmt: skip
def test_one_that_can_not_be_read_keeps_all_back(workspace, officer, planned, wrong):
    own = planned.households.index[0]
    with pytest.raises(InputError):
        record_visits(officer, workspace, [_visit(own), _visit(own, **wrong)], now=NOW)
    assert _stored(workspace).empty


def test_a_message_has_an_end(workspace, officer, planned):
    own = planned.households.index[0]
    with pytest.raises(InputError, match=str(MOST)):
        record_visits(officer, workspace, [_visit(own)] * (MOST + 1), now=NOW)


def test_who_is_no_officer_sends_none(workspace):
    with pytest.raises(AccessError):
        record_visits(Scope(Viewer.BRANCH_HEAD, frozenset({"B1"})), workspace, [], now=NOW)


def test_visits_of_more_than_five_years_ago_are_purged(workspace, officer, planned):
    own = planned.households.index[0]
    record_visits(officer, workspace, [_visit(own), _visit("made up")], now=NOW - timedelta(days=5 * 365 + 1))
    record_visits(officer, workspace, [_visit(own)], now=NOW)
    due = due_for_purge(OPERATOR, workspace, now=NOW)
    assert (due["visit"], due["visit_aside"]) == (1, 1)
    assert carry_out_purge(OPERATOR, workspace, now=NOW) == due
    assert len(_stored(workspace)) == 1
    with workspace.database.reading() as connection:
        (detail,) = connection.execute(select(AUDIT.c.detail).where(AUDIT.c.action == "purged")).scalars()
    assert '"visit":1' in detail.replace(" ", "")


def test_a_visit_moves_the_plan_in_view_and_its_correction_moves_it_back(workspace, officer):
    plan = view_plan(officer, workspace)
    new = plan.households.index[~plan.households["visited"]][0]
    (sent,) = [_visit(new, stage="filed", next_day="2026-12-24")]
    assert record_visits(officer, workspace, [sent], now=NOW) == {sent["uuid"]: "stored"}
    seen = plan_with_visits(officer, plan, standing_visits(officer, workspace)).households
    assert seen.loc[new, ["visited", "filed", "last_visit", "due"]].tolist() == [True, True, "2026-11-25", "2026-12-24"]
    assert seen["visited"].sum() == plan.households["visited"].sum() + 1
    back = _visit(new, outcome="withdrawn", corrects=sent["uuid"])
    assert record_visits(officer, workspace, [back], now=NOW) == {back["uuid"]: "stored"}
    assert standing_visits(officer, workspace).empty
    assert len(_stored(workspace)) == 2


def test_a_foreign_visit_is_not_corrected(workspace, officer, planned):
    own, other = planned.households.index[:2]
    sent = _visit(own)
    record_visits(officer, workspace, [sent], now=NOW)
    wrong = [_visit(other, outcome="withdrawn", corrects=sent["uuid"]), _visit(own, corrects=str(uuid4()))]
    assert list(record_visits(officer, workspace, wrong, now=NOW).values()) == ["aside", "aside"]
    assert len(standing_visits(officer, workspace)) == 1


def test_visits_of_others_grids_are_out_of_view(workspace, officer, planned):
    own = planned.households.index[0]
    record_visits(officer, workspace, [_visit(own)], now=NOW)
    mine, theirs = (Scope(Viewer.BRANCH_HEAD, frozenset({branch})) for branch in ("B1", "B2"))
    assert len(standing_visits(mine, workspace)) == 1
    assert standing_visits(theirs, workspace).empty


def test_who_sees_totals_only_sees_no_visit(workspace, planned):
    manager = Scope(Viewer.REGIONAL_MANAGER)
    with pytest.raises(AccessError):
        standing_visits(manager, workspace)
    with pytest.raises(AccessError):
        plan_with_visits(manager, planned, None)
