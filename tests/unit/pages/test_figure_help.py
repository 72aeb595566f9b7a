"""Every figure says what it is made of."""

from types import SimpleNamespace

import pytest

from gridplan.locale import gettext
from gridplan.pages import grid_list, what_if
from gridplan.pages.figure_help import HELP, title_of

FRAME = SimpleNamespace(say=lambda text: gettext(text, "zh"))


def test_heads_of_the_grids_have_help_but_for_the_grid_itself():
    assert set(grid_list._HEADS) - set(HELP) == {"Grid"}


def test_every_line_of_what_if_has_help():
    assert {text for text, _ in what_if.ROWS.values()} <= set(HELP)


@pytest.mark.parametrize("name", HELP)
def test_help_is_no_repetition_and_stays_inside_its_quotes(name):
    title = title_of(FRAME, name)
    assert title.startswith(" title='")
    assert title.count("'") == 2
    assert FRAME.say(name) != title[8:-1]


def test_a_name_without_help_gets_none():
    assert title_of(FRAME, "Grid") == ""
