import pandas as pd
import pytest

from gridplan.model.blocks import AREA, BASE, BLOCK, BLOCK_COLUMNS
from gridplan.model.registers import empty_register
from gridplan.planning.zoning.blocks import block_of, blocks, town_of


@pytest.fixture
def units(planned):
    """The tiny town, its western column a town of its own."""
    west = planned.units.index.str.endswith("1")
    return planned.units.assign(town=pd.Series("东镇", index=planned.units.index).where(~west, "西镇"))


def _heads(*rows):
    return pd.DataFrame(rows, columns=["staff_id", "branch_id", "post", "town"])


def test_a_grid_lies_in_the_town_of_most_of_its_households(units):
    towns = town_of(units)
    for grid, part in units.groupby("grid_id"):
        most = part.groupby("town")["households"].sum()
        assert most[towns.at[grid, "town"]] == most.max()


def test_blocks_part_the_area_of_a_branch(units, planned):
    table = blocks(units, planned.branches, empty_register("office_staff"))
    assert list(table.columns) == [*BLOCK_COLUMNS, "geometry"]
    for area, row in table[table["level"] == AREA].iterrows():
        below = table[table["parent_id"] == area]
        assert below["level"].eq(BLOCK).all()
        assert below.area.sum() == pytest.approx(row.geometry.area)
        assert row.geometry.area == pytest.approx(units[units["branch_id"] == row["branch_id"]].area.sum())


def test_every_grid_has_a_block_of_its_branch(units, planned):
    table, of = blocks(units, planned.branches, empty_register("office_staff")), block_of(units)
    assert set(of) == set(table.index[table["level"] == BLOCK])
    assert (of.map(table["branch_id"]) == of.index.str[:2]).all()


def test_a_branch_head_answers_for_the_area_and_for_blocks_without_a_head_of_their_own(units, planned):
    heads = _heads(
        ("h1", "B1", "branch_head", ""), ("h2", "B1", "branch_head", "东镇"), ("r", "B2", "risk_reviewer", "")
    )
    table = blocks(units, planned.branches, heads).query("branch_id == 'B1'").set_index("name")["owner_id"]
    assert table.to_dict() == {"一支行": "h1", "西镇": "h1", **({"东镇": "h2"} if "东镇" in table else {})}


def test_without_grids_there_are_no_blocks(units, planned):
    assert blocks(units.assign(grid_id=""), planned.branches, empty_register("office_staff")).empty


def test_a_plan_has_three_levels(planned):
    base = planned.grids[planned.grids["kind"] == "base"]
    assert base["level"].eq(BASE).all()
    assert base["block_id"].isin(planned.blocks.index).all()
