from dataclasses import replace

from gridplan.maps.drawing import View
from gridplan.maps.layers.barriers import Barriers
from tests.unit.maps.drawn_town import drawn_town


def test_kinds_and_crossings_are_counted():
    plan = drawn_town()
    drawing = Barriers().draw(View(plan, "zh"))
    assert drawing.legend[-1] == {
        "colour": "#009e73", "dot": True, "text": "通道", "count": len(plan.layers.crossings),
    }  # fmt: skip
    assert sum(row["count"] for row in drawing.legend[:-1]) == len(plan.layers.barriers)
    assert len(drawing.data["classes"]) == len(drawing.legend) - 1


def test_barriers_without_crossings_are_drawn_all_the_same():
    plan = drawn_town()
    drawing = Barriers().draw(View(replace(plan, layers=replace(plan.layers, crossings=None)), "en"))
    assert drawing.data["dots"] == []
    assert drawing.legend[0]["text"].isascii()
