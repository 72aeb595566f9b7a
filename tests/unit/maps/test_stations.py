from dataclasses import replace

import pandas as pd

from gridplan.maps.drawing import View
from gridplan.maps.layers.stations import Stations
from tests.unit.maps.drawn_town import drawn_town


def _stationed(*rows):
    plan = drawn_town()
    stations = pd.DataFrame(rows, columns=["officer_id", "unit_id", "weekday", "hours"])
    return replace(plan, registers=replace(plan.registers, stations=stations))


def test_a_place_says_who_sits_there_and_when():
    plan = _stationed(("B1-1", "u11", 2, 2.0), ("B1-2", "u11", 4, 1.5))
    drawing = Stations().draw(View(plan, "zh"))
    (tip,) = drawing.data["tips"]
    assert "客户经理 B1-1 · 周二 · 2 h" in tip
    assert "周四 · 1.5 h" in tip
    assert drawing.legend[0]["count"] == 1


def test_names_of_places_are_harmless():
    plan = _stationed(("<b>${x}</b>", "u11", 1, 2.0))
    plan = replace(plan, units=plan.units.assign(name="<img src=x>"))
    drawing = Stations().draw(View(plan, "en"))
    assert not any("<img" in text or "${" in text for text in (*drawing.data["tips"], drawing.labels[0]["text"]))


def test_nothing_is_drawn_where_nobody_is_stationed():
    assert Stations().draw(View(_stationed(), "zh")) is None
    assert Stations().draw(View(_stationed(("B1-1", "u11", 2, 2.0)), "zh", branch_id="B3")) is None
