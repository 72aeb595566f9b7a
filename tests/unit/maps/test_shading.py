from dataclasses import replace

import numpy as np

from gridplan.maps.colours import UNKNOWN
from gridplan.maps.shading import shaded_grids
from tests.unit.maps.drawn_town import drawn_town


def test_every_base_grid_has_a_colour_of_the_legend():
    plan = drawn_town()
    title, colours, rows = shaded_grids(plan, "penetration", "zh")
    assert title == "渗透率 · 户籍户"
    assert set(colours) == set(plan.grids.index[plan.grids["kind"] == "base"])
    assert set(colours.values()) <= {row[0] for row in rows}
    assert sum(int(row[2]) for row in rows) == len(colours)


def test_a_figure_that_is_withheld_is_said_to_be_unknown():
    plan = drawn_town()
    figures = plan.indicators.assign(
        value=np.where(plan.indicators["id"] == "B1-G01", np.nan, plan.indicators["value"])
    )
    _, colours, rows = shaded_grids(replace(plan, indicators=figures), "penetration", "en")
    assert colours["B1-G01"] == UNKNOWN
    assert (UNKNOWN, "No figure", "1") in rows


def test_without_any_figure_all_are_unknown():
    plan = drawn_town()
    _, colours, rows = shaded_grids(replace(plan, indicators=plan.indicators.iloc[:0]), "penetration", "en")
    assert set(colours.values()) == {UNKNOWN}
    assert len(rows) == 1
