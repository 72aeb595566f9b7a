import json
from dataclasses import replace

import pytest

from gridplan.maps.compose import drawings, plan_map
from gridplan.maps.drawing import View
from gridplan.maps.offline import html
from gridplan.model.basemap import Basemap
from tests.unit.maps.drawn_town import drawn_town


def _plan(**told):
    return replace(drawn_town(), basemap=Basemap("abc", "© <b>Survey</b>", 3, 14, **told))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_lies_under_everything_on_screen(lang):
    lowest = drawings(View(_plan(), lang, tiled=True))[0]
    assert (lowest.name, lowest.kind, lowest.shown) == ("basemap", "ground", False)
    assert lowest.data["address"] == "/basemap/abc"
    assert "<b>" not in json.dumps(lowest.wire)


def test_one_in_gcj02_says_so_on_the_map():
    assert "GCJ-02" in drawings(View(_plan(shifted=True), "zh", tiled=True))[0].data["credit"]


def test_a_saved_map_has_none():
    assert "/basemap/" not in html(plan_map(_plan(), lang="zh"))
