"""Every figure says what it is made of."""

import html
import re
from types import SimpleNamespace

import pytest

from gridplan.locale import gettext
from gridplan.maps.text import safe
from gridplan.pages import grid_list, what_if
from gridplan.pages.figure_help import HELP, helped

FRAME = SimpleNamespace(say=lambda text: gettext(text, "zh"))


def test_heads_of_the_grids_have_help_but_for_the_grid_itself():
    assert set(grid_list._HEADS) - set(HELP) == {"Grid"}


def test_every_line_of_what_if_has_help():
    assert {text for text, _ in what_if.ROWS.values()} <= set(HELP)


@pytest.mark.parametrize("name", HELP)
def test_help_is_no_repetition_and_is_there_without_a_mouse(name):
    shown = helped(FRAME, name)
    title, text = re.fullmatch(
        r"<details .*><summary title='([^']+)'>.+</summary><p>(.+)</p></details>", shown
    ).groups()
    assert title == text
    assert FRAME.say(name) != html.unescape(text)
    assert f">{safe(FRAME.say(name))}</summary>" in shown


def test_what_stands_before_a_name_is_text():
    assert "&lt;b&gt;" in helped(FRAME, "Households", before="<b>")


def test_a_name_without_help_gets_none():
    assert helped(FRAME, "Grid") == FRAME.say("Grid")
