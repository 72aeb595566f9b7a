"""S03: those who see totals only ask for household rows; they are refused before any SQL is run."""

import inspect
import pkgutil
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module

import pytest
from sqlalchemy import event

import gridplan.workspace
from gridplan.access.scope import Scope
from gridplan.errors import AccessError
from gridplan.workspace.households import household, household_list, in_view, reveal, with_phone
from gridplan.workspace.viewing import view_plan
from gridplan.workspace.visits import record_visits

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CALLS = {
    "household_list": household_list,
    "household": lambda scope, workspace: household(scope, workspace, "CANARY-HH-1", now=NOW),
    "in_view": lambda scope, workspace: in_view(scope, workspace, ["CANARY-HH-1"]),
    "with_phone": lambda scope, workspace: with_phone(scope, workspace, ["CANARY-HH-1"]),
    "reveal": lambda scope, workspace: reveal(scope, workspace, "CANARY-HH-1", "phone", "only curious", now=NOW),
    "record_visits": lambda scope, workspace: record_visits(scope, workspace, [], now=NOW),
}


@contextmanager
def _traced(workspace):
    """Collect every statement that reaches the database."""
    engine, statements = workspace.database._engine, []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("name", ["region", "risk", "chief"])
@pytest.mark.parametrize("call", CALLS)
def test_s03_household_rows_are_refused_before_sql(bank, name, call):
    with _traced(bank.workspace) as statements, pytest.raises(AccessError):
        CALLS[call](bank.scopes[name], bank.workspace)
    assert statements == []


def test_s03_a_plan_is_read_without_the_households_of_anybody(bank):
    with _traced(bank.workspace) as statements:
        assert view_plan(bank.scopes["region"], bank.workspace).households.empty
    assert statements


def _is_of_households(name, member):
    parameters = inspect.signature(member, eval_str=True).parameters
    told = "household" in name or {"household_id", "household_ids", "households"} & set(parameters)
    return not name.startswith("_") and bool(told) and next(iter(parameters.values())).annotation is Scope


def test_s03_no_household_function_is_forgotten():
    """A new use case that takes household ids or gives rows of them belongs into the list above."""
    named = {
        name
        for found in pkgutil.iter_modules(gridplan.workspace.__path__)
        for name, member in vars(import_module(f"gridplan.workspace.{found.name}")).items()
        if inspect.isfunction(member)
        and member.__module__.startswith("gridplan.workspace")
        and _is_of_households(name, member)
    }
    # those two work inside a transaction of use cases that have asked before; forgetting is the administrator's
    assert named - {"store_persons", "open_persons", "forget_people"} <= set(CALLS)
