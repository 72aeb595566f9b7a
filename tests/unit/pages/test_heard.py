"""What a page hears of what was done on its map."""

from __future__ import annotations

import pytest

from gridplan.pages.heard import heard

UNITS = ["u1", "u2"]
DONE = {"scene": "/map/now", "unit": "u1", "click": 7, "edits": [{"n": 1}]}


def test_all_that_was_done_on_the_map_that_stands_is_heard():
    assert heard(DONE, "/map/now", UNITS) == DONE


def test_a_click_on_the_map_before_is_not_lost_and_its_edits_are_not_drawn_elsewhere():
    assert heard({**DONE, "scene": "/map/before"}, "/map/now", UNITS) == {"unit": "u1", "click": 7}


@pytest.mark.parametrize("answer", [None, "u1", {}, {"unit": "u9", "click": 7}, {"unit": ["u1"], "click": 7}])
def test_nothing_is_heard_of_what_is_not_in_view(answer):
    assert heard(answer, "/map/now", UNITS) == {}
