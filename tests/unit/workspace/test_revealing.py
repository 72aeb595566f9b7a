"""Personal fields: masked, revealed with a reason, forgotten for good."""

from datetime import UTC, datetime, timedelta
from shutil import copytree

import pytest
from sqlalchemy import func, select

from gridplan.access.keys import key_file
from gridplan.access.schema import AUDIT
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, InputError, KeyMissingError
from gridplan.workspace.households import household, reveal, with_phone
from gridplan.workspace.importing import import_paths
from gridplan.workspace.keys import change_key
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.purging import carry_out_purge, due_for_purge, forget_people
from gridplan.workspace.tables import stored_tables
from gridplan.workspace.viewing import view_plan

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}), account="head")
PHONE = "19900000001"


@pytest.fixture(scope="module")
def bank(tmp_path_factory, made_town):
    """The tiny town; every household of branch B1 has a telephone, one agreed to nothing."""
    folder = tmp_path_factory.mktemp("bank")
    workspace = Workspace.open(copytree(made_town[0], folder / "w"))
    plan = view_plan(OPERATOR, workspace)
    ids = stored_tables(OPERATOR, workspace).households.index
    rows = [f"{name},{unit},王某,,{PHONE},{'2026-01-05' if name != ids[1] else ''}" for name, unit in _units(plan, ids)]
    path = folder / "households.csv"
    path.write_text("户编号,村编码,户主,身份证号,手机号,授权日期\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert not [f for f in import_paths(OPERATOR, workspace, [path], datum="wgs84", now=NOW) if f.severity == "E"]
    make_plan(OPERATOR, workspace, now=NOW + timedelta(hours=1))
    return workspace, make_plan(OPERATOR, workspace, now=NOW + timedelta(hours=2)).households


def _units(plan, ids):
    return [(name, plan.households.at[name, "unit_id"]) for name in ids]


def _mine(bank, branch):
    workspace, households = bank
    del workspace
    return sorted(households.index[households["branch_id"] == branch])


def test_personal_fields_are_masked(bank):
    shown = [household(HEAD, bank[0], name, now=NOW) for name in _mine(bank, "B1")]
    assert {one["phone"] for one in shown if one["phone"]} == {"199****0001"}
    assert {one["holder"] for one in shown if one["holder"]} == {"王*"}


def test_who_agreed_and_has_a_phone_may_be_called_and_no_number_is_opened(bank):
    workspace, households = bank
    own, silent = _mine(bank, "B1"), stored_tables(OPERATOR, workspace).households.index[1]
    assert with_phone(HEAD, workspace, [*own, "made up"]) == set(own) - {silent}
    assert with_phone(HEAD, workspace, sorted(set(households.index) - set(own))) == set()


def test_who_did_not_agree_is_not_shown(bank):
    workspace, households = bank
    silent = stored_tables(OPERATOR, workspace).households.index[1]
    head = Scope(Viewer.BRANCH_HEAD, frozenset({households.at[silent, "branch_id"]}), account="head")
    assert household(head, workspace, silent, now=NOW)["phone"] is None
    assert reveal(head, workspace, silent, "phone", "the person called us", now=NOW) is None


def test_a_reason_shows_one_field_and_is_written_down(bank):
    agreed = _mine(bank, "B1")[-1]
    before = _entries(bank[0], "revealed")
    assert reveal(HEAD, bank[0], agreed, "phone", "the person called us", now=NOW) == PHONE
    assert _entries(bank[0], "revealed") == before + 1
    with pytest.raises(InputError, match="reason"):
        reveal(HEAD, bank[0], agreed, "phone", " ", now=NOW)
    with pytest.raises(InputError, match="phone"):
        reveal(HEAD, bank[0], agreed, "cvv", "the person called us", now=NOW)


def test_a_foreign_household_answers_as_one_that_is_not_there(bank):
    before = _entries(bank[0], "household_refused")
    for household_id in (_mine(bank, "B2")[0], "nobody"):
        assert reveal(HEAD, bank[0], household_id, "phone", "the person called us", now=NOW) is None
    assert _entries(bank[0], "household_refused") == before + 2


def test_who_sees_totals_only_reveals_nothing(bank):
    for viewer in (Viewer.REGIONAL_MANAGER, Viewer.RISK_REVIEWER, Viewer.ADMINISTRATOR):
        with pytest.raises(AccessError):
            reveal(Scope(viewer, account="x"), bank[0], _mine(bank, "B1")[0], "phone", "curiosity", now=NOW)


def test_after_a_change_of_keys_all_can_still_be_read(bank):
    workspace, one = bank[0], _mine(bank, "B1")[-1]
    before = key_file(workspace.path).read_bytes()
    with pytest.raises(AccessError):
        change_key(HEAD, workspace, now=NOW)
    assert change_key(OPERATOR, workspace, now=NOW) > 0
    assert key_file(workspace.path).read_bytes() != before
    assert household(HEAD, workspace, one, now=NOW)["phone"] == "199****0001"
    good = key_file(workspace.path).read_bytes()
    key_file(workspace.path).write_bytes(before)
    with pytest.raises(KeyMissingError):
        household(HEAD, workspace, one, now=NOW)
    with pytest.raises(KeyMissingError):
        change_key(OPERATOR, workspace, now=NOW)
    assert key_file(workspace.path).read_bytes() == before
    key_file(workspace.path).write_bytes(good)


def test_a_purge_is_counted_before_it_is_done_and_people_can_be_forgotten(bank):
    workspace = bank[0]
    later = NOW + timedelta(days=90)
    due = due_for_purge(OPERATOR, workspace, now=later)
    assert due["person"] == 1
    assert carry_out_purge(OPERATOR, workspace, now=later) == due
    assert due_for_purge(OPERATOR, workspace, now=later)["person"] == 0
    one = _mine(bank, "B1")[-1]
    assert forget_people(OPERATOR, workspace, one, now=later) >= 1
    assert household(OPERATOR, workspace, one, now=later)["phone"] is None
    with pytest.raises(AccessError):
        forget_people(HEAD, workspace, one, now=later)


def _entries(workspace, action):
    with workspace.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(AUDIT).where(AUDIT.c.action == action)).scalar_one()
