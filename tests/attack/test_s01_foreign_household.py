"""S01: an officer asks for the households of another one, by every read of the data layer."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from gridplan.access.schema import AUDIT
from gridplan.workspace.households import household, household_list, in_view, reveal
from gridplan.workspace.viewing import view_plan

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _refusals(bank, account):
    wanted = (AUDIT.c.action == "household_refused", AUDIT.c.account == account)
    with bank.workspace.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(AUDIT).where(*wanted)).scalar_one()


def _officers(bank):
    return [name for name, scope in bank.scopes.items() if scope.viewer == "officer" and bank.households_of(name)][:2]


def test_s01_lists_hold_the_own_households_alone(bank):
    for name in _officers(bank):
        mine = bank.households_of(name)
        assert mine
        assert set(household_list(bank.scopes[name], bank.workspace).index) == mine
        assert set(view_plan(bank.scopes[name], bank.workspace).households.index) == mine
        assert in_view(bank.scopes[name], bank.workspace, bank.plan.households.index) == mine


def test_s01_a_foreign_household_answers_as_one_that_does_not_exist(bank):
    one, other = _officers(bank)
    scope, foreign = bank.scopes[one], sorted(bank.households_of(other))
    before = _refusals(bank, one)
    for household_id in [*foreign, "nobody"]:
        assert household(scope, bank.workspace, household_id, now=NOW) is None
        assert reveal(scope, bank.workspace, household_id, "phone", "only curious", now=NOW) is None
    assert _refusals(bank, one) == before + 2 * (len(foreign) + 1)
