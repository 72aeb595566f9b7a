import ast
import re
from pathlib import Path

import pytest

import gridplan
from gridplan.locale import LANGUAGES, catalogue, gettext
from gridplan.maps.measures import MEASURES
from gridplan.pages import PAGES
from gridplan.pages.figure_help import HELP
from gridplan.web.page_words import WORDS

SOURCE = Path(gridplan.__file__).parent
#: Calls whose text goes on screen.
SPOKEN = {"gettext", "say"}


#: Rooms whose texts go on screen, and rooms that refuse.
SCREENS, REFUSING = ("maps", "pages", "web"), ("access", "planning", "storage", "workspace")


def _trees(rooms=SCREENS):
    for room in rooms:
        for path in (SOURCE / room).rglob("*.py"):
            yield ast.parse(path.read_text(encoding="utf-8"))


def _strings(tree):
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _spoken(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in SPOKEN:
                yield node.args[0].value


#: Bases of indicators come from the plan, not from a page.
BASES = {"registered", "resident", "eligible", "filed", "rated", "granted", "area", "grids", "hours", "met_week",
         "farthest_fifth"}  # fmt: skip


def test_every_text_on_screen_has_a_translation():
    spoken = {text for tree in _trees() for text in _spoken(tree)}
    spoken |= {page.title for page in PAGES} | BASES | set(WORDS)
    spoken |= {*HELP, *HELP.values()}
    spoken |= {text for measure in MEASURES.values() for text in (measure.name, measure.formula)}
    assert not spoken - set(catalogue("zh"))


def test_no_translation_is_unused():
    written = {text for tree in _trees(SCREENS + REFUSING) for text in _strings(tree)} | BASES
    assert not set(catalogue("zh")) - written


@pytest.mark.parametrize("text", sorted(catalogue("zh")))
def test_a_translation_is_chinese(text):
    assert re.search(r"[\u4e00-\u9fff]|^/$", gettext(text, "zh"))


def test_english_is_its_own_key():
    assert gettext("Draw grids", "en") == "Draw grids"


def test_a_text_without_a_translation_stays_english():
    assert gettext("no such text", "zh") == "no such text"


def test_two_languages_with_their_own_names():
    assert dict(LANGUAGES) == {"zh": "中文", "en": "English"}
