from dataclasses import replace

import pytest

from gridplan.maps.drawing import View
from gridplan.maps.layers.units import Units
from gridplan.maps.measures import MEASURES, figure
from gridplan.maps.paint import paint, short
from tests.unit.maps.drawn_town import drawn_town


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


@pytest.mark.parametrize(("level", "n"), [("grid", 4), ("unit", 12), ("town", 1), ("branch", 3), ("county", 1)])
def test_every_unit_belongs_to_one_group_of_the_level(plan, level, n):
    painted = paint(View(plan, "zh", level=level))
    assert len(painted["group"]) == 12
    assert set(painted["group"]) == set(range(n))
    assert len(painted["groups"]) == n


def test_borders_of_units_are_those_of_their_grids(plan):
    painted = paint(View(plan, "zh", level="unit"))
    assert len(set(painted["border"])) == 4


def test_the_legend_counts_every_group_once(plan):
    legend = paint(View(plan, "en", level="unit", indicator="penetration"))["legend"]
    assert sum(row["count"] for row in legend["rows"]) == 12
    assert legend["title"] == "Penetration · registered · Units"


def test_an_unknown_figure_has_its_own_row(plan):
    fewer = plan.indicators[plan.indicators["id"] != "u11"]
    rows = paint(View(replace(plan, indicators=fewer), "en", level="unit"))["legend"]["rows"]
    assert rows[-1] == {"colour": "#ffffff", "text": "No figure", "count": 1}


def test_without_an_indicator_each_grid_has_its_colour(plan):
    painted = paint(View(plan, "zh", indicator="", branch_id="B1"))
    assert len({row["colour"] for row in painted["groups"]}) == 2
    assert [row["text"] for row in painted["legend"]["rows"]] == ["G01", "G02"]
    assert [label["text"] for label in painted["labels"]] == ["G01", "G02"]


def test_colours_that_were_found_already_are_taken(plan):
    given = {"B1-G01": "#000001", "B1-G02": "#000002"}
    painted = paint(View(plan, "zh", indicator="", branch_id="B1"), colours=given)
    assert {row["colour"] for row in painted["groups"]} == set(given.values())
    assert [row["colour"] for row in painted["legend"]["rows"]] == list(given.values())


def test_by_owner_the_grids_of_one_officer_share_a_colour(plan):
    painted = paint(View(plan, "en", indicator="", by_owner=True))
    grids = plan.grids[plan.grids["kind"] == "base"]
    owners = grids["primary_officer_id"].map(plan.officers["name"]).fillna("")
    assert len({group["colour"] for group in painted["groups"]}) == owners.nunique()
    told = {row["text"]: row["count"] for row in painted["legend"]["rows"]}
    assert told == {owner or "nobody": number for owner, number in owners.value_counts().items()}


def test_the_tip_tells_a_grid_from_the_village_of_its_name(plan):
    painted = paint(View(plan, "en", indicator=""))["groups"]
    assert painted[0]["tip"].startswith("Grid <b>G01 ")
    assert "Households" in painted[0]["tip"]


def test_the_tip_of_a_unit_leaves_its_households_to_the_browser(plan):
    assert "户数" not in paint(View(plan, "zh", level="unit", indicator="penetration"))["groups"][0]["tip"]
    data = Units().draw(View(plan, "zh")).data
    assert data["households"] == plan.units["households"].sort_index().round().tolist()
    assert data["told"] == "户数"


def test_the_tip_names_base_owner_and_backup(plan):
    tip = paint(View(plan, "en", indicator="penetration"))["groups"][0]["tip"]
    assert "1 ÷ 5 (registered)" in tip
    assert "Owner 客户经理 B1-1 · Backup 客户经理 B1-3" in tip


def test_an_officer_sees_own_grids_alone(plan):
    painted = paint(View(plan, "zh", officer_id="B1-1"))
    assert len(painted["group"]) == 3


def test_hostile_names_are_harmless(plan):
    grids = plan.grids.assign(name="<img src=x onerror=alert(1)>${1}")
    painted = paint(View(replace(plan, grids=grids), "zh"))
    assert all("<img" not in row["tip"] and "${" not in row["tip"] for row in painted["groups"])


@pytest.mark.parametrize(
    ("value", "share", "text"), [(0.421, True, "42.1%"), (0.154, False, "0.15"), (float("nan"), True, "–")]
)
def test_figures_read_well(value, share, text):
    assert figure(value, share=share) == text


def test_a_grid_is_named_by_its_number_within_its_branch():
    assert short("B01-G03") == "G03"


def test_every_measure_says_what_is_divided_by_what():
    assert all("÷" in measure.formula for measure in MEASURES.values())
