"""S04: no use case forgets to ask who is looking, and no screen goes around the use cases."""

import inspect
import pkgutil
from importlib import import_module
from inspect import Parameter
from typing import NoReturn

import pytest

import gridplan.workspace
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError
from gridplan.model.words import PlanState

MODULES = [f"gridplan.workspace.{found.name}" for found in pkgutil.iter_modules(gridplan.workspace.__path__)]

OPERATOR, HEAD, OFFICER = {Viewer.OPERATOR}, {Viewer.BRANCH_HEAD}, {Viewer.OFFICER}
MANAGER, KEEPERS, EVERYBODY = {Viewer.REGIONAL_MANAGER}, {Viewer.ADMINISTRATOR, Viewer.OPERATOR}, set(Viewer)
#: Who may, by module: what is opened to all asks deeper down, tells what all may know, or belongs to no county.
MAY = {
    "accounts": dict.fromkeys(
        ("accounts", "add_account", "give_role", "close_account", "reopen_account", "reset_password", "end_sessions"),
        KEEPERS,
    ),
    "asking_why_not": {"ask_why_not": HEAD | OPERATOR},
    "audited": {"audited": EVERYBODY},
    "auditing": dict.fromkeys(("verify_audit", "anchor_audit", "audit_entries"), KEEPERS),
    "carrying": {"carry_draft": HEAD | OPERATOR},
    "certifying": dict.fromkeys(("verify_stored", "certify_plan"), MANAGER | OPERATOR),
    "changing": {"whole_plan": HEAD | OPERATOR, "keep_version": MANAGER | HEAD | OPERATOR, "require_edit": EVERYBODY},
    "choosing_staff": dict.fromkeys(("kept_out", "try_staff", "store_staff"), HEAD | OPERATOR),
    "comparing": {"compare_plans": MANAGER | HEAD | OPERATOR},
    "backing_up": {"back_up": KEEPERS, "restore": OPERATOR},
    "demo": {"demo_workspace": EVERYBODY, "plan_demo": OPERATOR},
    "drafts": dict.fromkeys(
        ("find_draft", "keep_draft", "list_drafts", "rename_draft", "waiting_drafts"), HEAD | OPERATOR
    ),
    "drawing": dict.fromkeys(
        ("lay_ground", "follow_draft", "sketch_draft", "judge_draft", "compare_drafts", "store_draft"), HEAD | OPERATOR
    ),
    "drawn_branch": dict.fromkeys(("open_branch", "sketch_branch"), HEAD | OPERATOR),
    "exporting": dict.fromkeys(("export_plan", "write_plan", "order_plan"), MANAGER | HEAD | OFFICER | OPERATOR),
    "first_plan": {
        "make_first_plan": HEAD | OPERATOR,
        **dict.fromkeys(("begin_planning", "find_planning", "drop_planning"), MANAGER | HEAD | OPERATOR),
    },
    "households": dict.fromkeys(
        ("household_list", "household", "reveal", "with_phone", "in_view"), HEAD | OFFICER | OPERATOR
    ),
    "importing": {
        **dict.fromkeys(("import_paths", "preview_import"), HEAD | OPERATOR),
        "take_in": OPERATOR,
        "check_paths": EVERYBODY,
    },
    "keys": {"open_keys": EVERYBODY, "change_key": KEEPERS},
    "loading": {"load_inputs": OPERATOR},
    "making_files": dict.fromkeys(("begin_file", "find_file", "drop_file"), MANAGER | HEAD | OFFICER | OPERATOR),
    "marking": {"mark_paths": EVERYBODY},
    "months": {"monthly_figures": MANAGER | HEAD | OPERATOR},
    "newer": dict.fromkeys(("newer_version", "newest_with"), HEAD | OPERATOR),
    "new": dict.fromkeys(("new_empty", "new_from_osm", "new_from_frame"), OPERATOR),
    "overview": {
        "plans_waiting": MANAGER | OPERATOR,
        "plans_under_way": HEAD | OPERATOR,
        "week_so_far": OFFICER,
        "cherry_picking": MANAGER | HEAD | OPERATOR,
    },
    "persons": {"store_persons": OPERATOR, "open_persons": HEAD | OFFICER | OPERATOR},
    "planning": {"make_plan": OPERATOR},
    "purging": dict.fromkeys(("due_for_purge", "carry_out_purge", "forget_people"), KEEPERS),
    "reach": {"detour_table": OPERATOR},
    "repairing": {"repair_plan": MANAGER | HEAD | OPERATOR},
    "solving": {"solve_partition": OPERATOR},
    "solving_staff": {"solve_staff": OPERATOR},
    "solving_rest": dict.fromkeys(("begin_rest", "find_rest", "drop_rest"), HEAD | OPERATOR),
    "storing": {"settle": EVERYBODY, "waiting": OPERATOR, "store_incoming": OPERATOR},
    "tables": {"stored_tables": OPERATOR},
    "taking_list": {"take_list": OFFICER},
    "taking_figures": {"take_figures": MANAGER | HEAD | OPERATOR},
    "versions": {"advance_plan": MANAGER | HEAD | OPERATOR, "standing": EVERYBODY},
    "viewing": dict.fromkeys(
        ("plan_versions", "plan_in_use", "leave_in_view", "view_plan", "held_grids", "narrow", "coverage_table"),
        EVERYBODY,
    ),
    "visits": {
        "record_visits": OFFICER,
        "standing_visits": HEAD | OFFICER | OPERATOR,
        "plan_with_visits": HEAD | OFFICER | OPERATOR,
    },
    "white_space": {"white_space": MANAGER | HEAD | OPERATOR},
    "what_if": {"what_if_table": MANAGER | HEAD | OPERATOR},
}
#: What a use case looks at to tell who may.
SAID = {"branch_id": "B1", "state": PlanState.CHECKED}
ALL = [(module, name, may) for module, names in MAY.items() for name, may in names.items()]


class TouchedError(Exception):
    """Somebody used what must not be used before the scope was asked."""


class Untouchable:
    """Stands for a county, a file, a moment."""

    def _told(self, *_: object) -> NoReturn:
        raise TouchedError

    __getattr__ = __fspath__ = __iter__ = __len__ = __bool__ = __truediv__ = _told


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


def test_s04_who_may_is_written_down_of_every_use_case():
    found = {module.rpartition(".")[2]: {name for name, _ in _use_cases(module)} for module in MODULES}
    assert {module: names for module, names in found.items() if names} == {m: set(names) for m, names in MAY.items()}


@pytest.mark.parametrize(("module", "name", "may"), [one for one in ALL if one[2] != EVERYBODY])
@pytest.mark.parametrize("viewer", Viewer)
def test_s04_the_scope_is_asked_before_anything_is_touched(module, name, may, viewer):
    use_case = getattr(import_module(f"gridplan.workspace.{module}"), name)
    parts = list(inspect.signature(use_case).parameters.values())[1:]
    wanted = [part for part in parts if part.default is part.empty and part.kind is not Parameter.VAR_KEYWORD]
    given = {part.name: SAID.get(part.name, Untouchable()) for part in wanted}
    places = [given.pop(part.name) for part in wanted if part.kind is not Parameter.KEYWORD_ONLY]
    scope = Scope(viewer, frozenset({"B1"}), "E1", "somebody")
    with pytest.raises(Exception) as told:  # noqa: PT011 # whoever may gets on, to whatever stops him there
        use_case(scope, *places, **given)
    assert isinstance(told.value, AccessError) == (viewer not in may)
