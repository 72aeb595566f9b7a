import json
from dataclasses import replace

import pytest
import shapely

from gridplan.storage.exports import json as form
from tests.unit.maps.drawn_town import drawn_town


def _read(plan, folder):
    form.export(plan, folder / "plan.json", "zh")
    return json.loads((folder / "plan.json").read_text(encoding="utf-8"))


def test_it_is_one_object_with_everything_but_households(tmp_path):
    whole = _read(drawn_town(), tmp_path)
    expected = "meta params branches grids units officers assignments posts findings indicators"
    assert set(expected.split()) <= set(whole)
    assert "households" not in whole
    assert whole["params"]["presets"]["town"]["radius_m"] == 5_000


def test_grids_are_geojson_in_degrees(tmp_path):
    plan = drawn_town()
    features = _read(plan, tmp_path)["grids"]["features"]
    assert [feature["id"] for feature in features] == list(plan.grids.index)
    assert features[0]["properties"]["grid_id"] == "B1-G01"
    shape = shapely.geometry.shape(features[0]["geometry"])
    wanted = plan.grids.geometry.to_crs(4326).iloc[0]
    assert shape.hausdorff_distance(wanted) < 1e-6
    assert all(round(x, 6) == x for x, _ in shapely.get_coordinates(shape))


def test_unknown_figures_are_null(tmp_path):
    plan = drawn_town()
    unknown = replace(plan, indicators=plan.indicators.assign(value=float("nan"), numerator=float("inf")))
    row = _read(unknown, tmp_path)["indicators"][0]
    assert (row["value"], row["numerator"]) == (None, None)
    assert row["denominator"] == pytest.approx(5)
