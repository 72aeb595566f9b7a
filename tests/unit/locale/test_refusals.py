"""Whatever a page may have to refuse is said in Chinese, too."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import gridplan
from gridplan import errors
from gridplan.errors import ConflictError, GridPlanError, InfeasibleError
from gridplan.locale import catalogue, refusal
from gridplan.model.obstacles import Kind, Obstacle, ObstructedError
from gridplan.model.words import PlanState

SOURCE = Path(gridplan.__file__).parent
#: Where refusals come from that reach a page; settings of the planning core are refused at the command line alone.
ROOMS = ("workspace", "storage/database", "storage/plan_header.py", "planning/zoning", "planning/white_space",
         "access/fields.py", "access/keys.py", "access/reveal.py", "access/scope.py", "pages")  # fmt: skip
KINDS = {name for name in vars(errors) if name.endswith("Error")}
AT_THE_COMMAND_LINE = {"SettingsError", "GeometryError"}


def _files(room):
    return [SOURCE / room] if room.endswith(".py") else sorted((SOURCE / room).rglob("*.py"))


@cache
def refusals():
    """Find once what is raised: the kind, the first argument, and what stands under its name above."""
    found = []
    for path in (path for room in ROOMS for path in _files(room)):
        named = {}
        for node in ast.walk(tree := ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                named.setdefault(ast.unparse(node.targets[0]), []).append((node.lineno, node.value.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in KINDS and node.args:
                kind = ast.unparse(node.func)
                if kind not in AT_THE_COMMAND_LINE or "zoning" not in str(path):
                    above = [text for line, text in named.get(ast.unparse(node.args[0]), []) if line < node.lineno]
                    found.append((path, node.args[0], above[-1:]))
    return found


def _texts():
    for _, said, above in refusals():
        yield from [said.value] if isinstance(said, ast.Constant) else above


def test_refusals_are_found():
    assert len(set(_texts())) > 90


def test_no_refusal_mixes_its_values_into_its_text():
    assert not [(path.name, said.lineno) for path, said, _ in refusals() if isinstance(said, ast.JoinedStr)]


def test_every_refusal_has_a_translation():
    assert not set(_texts()) - set(catalogue("zh"))


@pytest.mark.parametrize("text", sorted(set(_texts())))
def test_a_translation_asks_for_no_other_values(text):
    fields = re.compile(r"\{(\w+)")
    assert set(fields.findall(catalogue("zh")[text])) <= set(fields.findall(text))


def test_no_page_shows_an_error_as_it_was_raised():
    for path in (SOURCE / "pages").rglob("*.py"):
        assert "str(error)" not in path.read_text(encoding="utf-8"), path


def test_values_stand_in_either_language():
    error = InfeasibleError("locked, so unlock it first: {grids}", grids="B01-G02, B01-G03")
    assert str(error) == refusal(error, "en") == "locked, so unlock it first: B01-G02, B01-G03"
    assert refusal(error, "zh") == "已锁定，请先解锁：B01-G02, B01-G03"


def test_words_of_the_trade_are_put_into_the_language():
    told = "plan {plan} is {state} since {at}, so it can't become {wanted} now"
    error = ConflictError(told, plan="P1", state=PlanState.APPROVED, at="09:30", wanted=PlanState.CHECKED)
    assert refusal(error, "zh") == "方案 P1 自 09:30 起已批准，现在不能改为待审批"


def test_a_text_with_braces_of_its_own_is_left_alone():
    assert refusal(GridPlanError("no {such} text"), "zh") == "no {such} text"
    assert str(GridPlanError("unknown grid: {grids}", grids="{x}")) == "unknown grid: {x}"


def test_what_names_several_obstacles_speaks_for_itself():
    error = ObstructedError([Obstacle(Kind.HEMMED_IN, ("V1", "V2"), weight=0, load=9.0, limit=8.0)])
    assert refusal(error, "zh") == "\n".join(error.lines("zh")) != str(error)
