"""Every map layer keeps the same promises."""

import json
import re
from dataclasses import fields, replace

import pytest

from gridplan.maps.compose import plan_map
from gridplan.maps.drawing import View
from gridplan.maps.layers import layers_of
from gridplan.maps.offline import html
from gridplan.model.plan import Layers
from tests.unit.maps.drawn_town import drawn_town

KINDS = {"lines", "areas", "units", "borders", "points", "bins", "branches", "places", "marks"}
#: A page would fetch what stands in one of these.
FETCHED = re.compile(
    r"""<link[^>]+href=["']?(?:https?:)?//|src=["']?(?:https?:)?//|url\(["']?https?:|@import""", re.IGNORECASE
)


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


ALL = layers_of(drawn_town())


@pytest.fixture(params=ALL, ids=lambda layer: layer.name)
def layer(request):
    return request.param


def test_names_are_unique():
    assert len({layer.name for layer in ALL}) == len(ALL)


@pytest.mark.parametrize("branch_id", [None, "B1"])
def test_it_draws_the_tiny_town(layer, plan, branch_id):
    drawing = layer.draw(View(plan, "zh", branch_id=branch_id))
    assert drawing.name == layer.name
    assert drawing.kind in KINDS
    assert json.loads(json.dumps(drawing.wire, allow_nan=False)) == drawing.wire


def test_it_draws_nothing_where_there_is_nothing(layer, plan):
    empty = {
        name.name: getattr(plan, name.name).iloc[:0]
        for name in fields(plan)
        if hasattr(getattr(plan, name.name), "iloc")
    }
    assert layer.draw(View(replace(plan, **empty, layers=Layers(), references=()), "zh")) is None


def test_its_title_is_translated(layer, plan):
    zh, en = (layer.draw(View(plan, lang)).title for lang in ("zh", "en"))
    assert re.search(r"[\u4e00-\u9fff]", zh)
    assert en.isascii()


def test_hostile_names_are_harmless(layer, plan):
    name = "<script>alert(1)</script>${x}`"
    tables = {t: getattr(plan, t).assign(name=name) for t in ("units", "branches", "grids")}
    towns = plan.layers.towns.rename(index={"小镇": name})
    (schools,) = plan.references
    schools = replace(schools, title=name, shapes=schools.shapes.assign(label=name))
    layers = replace(plan.layers, towns=towns)
    drawing = layer.draw(View(replace(plan, **tables, layers=layers, references=(schools,)), "zh"))
    text = json.dumps(drawing.wire)
    assert "<script" not in text
    assert "${" not in text
    assert "`" not in text


def test_a_row_of_the_legend_has_a_colour_and_a_text(layer, plan):
    for row in layer.draw(View(plan, "zh")).legend:
        assert re.fullmatch(r"#[0-9a-f]{6}", row["colour"])
        assert row["text"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_map_of_all_layers_fetches_nothing(plan, lang):
    assert not FETCHED.findall(html(plan_map(plan, lang=lang)))


def test_its_data_names_no_address(layer, plan):
    assert "://" not in json.dumps(layer.draw(View(plan, "zh")).wire)
