import pytest

from gridplan.maps.drawing import View
from gridplan.maps.layers.households import MOST_DOTS, Households
from tests.unit.maps.drawn_town import drawn_town, with_many_households


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


def test_few_households_are_dots_by_care_class(plan):
    drawing = Households().draw(View(plan, "zh"))
    assert drawing.kind == "points"
    assert sum(len(one["points"]) for one in drawing.data["classes"]) == len(plan.households)


def test_many_households_are_counted_in_squares(plan):
    many = with_many_households(plan, MOST_DOTS + 1)
    drawing = Households().draw(View(many, "zh"))
    assert drawing.kind == "bins"
    assert not drawing.shown


def test_an_officer_sees_the_own_households_at_once_however_many(plan):
    many = with_many_households(plan, 10 * MOST_DOTS)
    drawing = Households().draw(View(many, "zh", officer_id="B1-1"))
    assert drawing.kind == "bins"
    assert drawing.shown


def test_on_screen_many_households_come_by_tiles(plan):
    many = with_many_households(plan, MOST_DOTS + 1)
    drawing = Households().draw(View(many, "zh", tiled=True))
    assert drawing.kind == "tiles"
    assert drawing.data["start"] == []
    assert drawing.tiles.tile(0, 0, 0)
    assert "tiles" not in drawing.wire


def test_the_next_household_is_marked_among_many(plan):
    many = with_many_households(plan, MOST_DOTS + 1)
    drawing = Households().draw(View(many, "zh", tiled=True, start=many.households.index[5]))
    assert len(drawing.data["start"]) == 1
