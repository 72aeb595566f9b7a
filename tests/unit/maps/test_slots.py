import geopandas as gpd
import pandas as pd
import pytest

from gridplan.maps.drawing import View
from gridplan.maps.slots import CHOSEN, REACHED, paint_slots


@pytest.fixture
def places(planned):
    table = {"rank": [1, 2], "unit_id": ["u32", "u14"], "name": ["<b>甲</b>村", "乙村"], "households": [30.0, 12.0],
             "hours": [2.5, 2.6]}  # fmt: skip
    points = planned.units.loc[["u32", "u14"]].representative_point()
    return gpd.GeoDataFrame(table, geometry=list(points), crs=planned.units.crs)


def test_units_out_of_reach_are_coloured_and_places_named(planned, places):
    demand = pd.Series({"u31": 5.0, "u32": 20.0, "u33": 40.0})
    view = View(planned, "zh")
    paint = paint_slots(view, demand, places)
    colour = {unit: paint["groups"][paint["group"][n]]["colour"] for n, unit in enumerate(view.units.index)}
    assert colour["u32"] == colour["u14"] == CHOSEN
    assert colour["u11"] == REACHED
    assert colour["u31"] != colour["u33"]
    assert [one["text"] for one in paint["labels"]] == ["1 &lt;b&gt;甲&lt;/b&gt;村", "2 乙村"]
    assert sum(row["count"] for row in paint["legend"]["rows"]) >= len(demand)


def test_without_demand_or_places_the_map_stays_pale(planned):
    none = gpd.GeoDataFrame(
        {"rank": [], "unit_id": [], "name": [], "households": [], "hours": []}, geometry=[], crs=planned.units.crs
    )
    paint = paint_slots(View(planned, "en"), pd.Series(dtype=float), none)
    assert {group["colour"] for group in paint["groups"]} == {REACHED}
    assert paint["labels"] == []
