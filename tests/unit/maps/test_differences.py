import pytest

from gridplan.maps.drawing import View
from gridplan.maps.layers import LAYERS
from gridplan.maps.layers.barriers import Barriers
from gridplan.maps.layers.water import Water
from tests.unit.maps.drawn_town import drawn_town

MODEL = {"differences": "路程", "gaps": "路程", "overlaps": "半径"}
KINDS = {"differences": {"circle_only", "road_only"}, "gaps": {"gap"}, "overlaps": {"overlap"}}


def _layer(name):
    return next(layer for layer in LAYERS if layer.name == name)


@pytest.mark.parametrize("name", KINDS)
def test_each_can_be_looked_at_alone_and_says_by_which_model(name):
    drawing = _layer(name).draw(View(drawn_town(), "zh"))
    assert {one["hatch"] for one in drawing.data["classes"]} <= KINDS[name]
    assert MODEL[name] in drawing.title
    assert len(drawing.legend) == len(drawing.data["classes"])


def test_what_hinders_people_is_drawn_once():
    view = View(drawn_town(), "zh")
    water, barriers = (layer.draw(view) for layer in (Water(), Barriers()))
    assert not {row["text"] for row in water.legend} & {row["text"] for row in barriers.legend}
    assert len(water.legend) == 1
