import json
from dataclasses import replace

import pytest

from gridplan.maps.compose import words
from gridplan.maps.drawing import View
from gridplan.maps.layers.routes import Routes
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


def test_the_way_of_today_is_numbered_from_the_first_household(plan):
    stops = tuple(plan.households.index[:3])
    point = plan.branches.geometry.iloc[0]
    drawing = Routes().draw(View(plan, "zh", route=stops, route_from=(point.x, point.y)))
    assert [label["text"] for label in drawing.labels] == ["1", "2", "3"]
    assert (drawing.legend[0]["text"], drawing.legend[0]["count"]) == ("今天路线", 3)
    assert drawing.shown
    assert drawing.data["classes"][0]["lines"]


def test_a_household_that_is_not_in_view_is_no_stop(plan):
    stops = (*plan.households.index[:2], "somebody-else")
    drawing = Routes().draw(View(plan, "zh", route=stops))
    assert len(drawing.labels) == 1
    assert "somebody-else" not in json.dumps(drawing.wire)


def test_the_rounds_of_a_branch_lead_to_its_stationing_places(plan):
    drawing = Routes().draw(View(plan, "en", branch_id="B1"))
    assert drawing.title == "Rounds of the week"
    assert not drawing.shown
    assert [row["count"] for row in drawing.legend] == [1]


def test_names_of_officers_are_harmless(plan):
    named = replace(plan, officers=plan.officers.assign(name="<img src=x>${1}"))
    text = json.dumps(Routes().draw(View(named, "zh", branch_id="B1")).wire)
    assert "<img" not in text
    assert "${" not in text


def test_a_county_shows_them_in_one_colour(plan):
    drawing = Routes().draw(View(plan, "zh"))
    assert [(row["text"], row["count"]) for row in drawing.legend] == [("每周驻点路线", 1)]
    assert drawing.labels == []


def test_a_map_opens_where_the_way_leads(plan):
    (south, west), (north, east) = words(View(plan, "zh", route=tuple(plan.households.index[:1])))["bounds"]
    (low, left), (high, right) = words(View(plan, "zh"))["bounds"]
    assert north - south < (high - low) / 2
    assert east - west < (right - left) / 2
