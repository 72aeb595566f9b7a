"""S04: no use case forgets to ask who is looking, and no screen goes around the use cases."""

import inspect
import pkgutil
from importlib import import_module

import pytest

import gridplan.workspace
from gridplan.access.scope import Scope

MODULES = [f"gridplan.workspace.{found.name}" for found in pkgutil.iter_modules(gridplan.workspace.__path__)]


def _use_cases(module):
    members = vars(import_module(module)).items()
    return [
        (name, member)
        for name, member in members
        if inspect.isfunction(member) and member.__module__ == module and not name.startswith("_")
    ]


@pytest.mark.parametrize("module", MODULES)
def test_s04_every_use_case_takes_a_scope_first_without_default(module):
    for name, use_case in _use_cases(module):
        first = next(iter(inspect.signature(use_case, eval_str=True).parameters.values()), None)
        assert first is not None, f"{module}.{name} takes nothing"
        assert first.annotation is Scope, f"{module}.{name} takes {first} first"
        assert first.default is inspect.Parameter.empty, f"{module}.{name} has a default scope"


def test_s04_there_are_use_cases_to_look_at():
    assert sum(len(_use_cases(module)) for module in MODULES) > 10
