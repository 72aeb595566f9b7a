from dataclasses import replace

import pytest

from gridplan.model.draft_steps import Deed, Drawn, Special
from gridplan.planning.pipeline import redraw
from gridplan.planning.zoning.drawing.unchanged import is_unchanged

RING = ((0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0))


def _unit(plan, branch_id):
    grid = plan.units.loc[plan.units["branch_id"] == branch_id, "grid_id"]
    return str(grid.index[0]), str(next(one for one in sorted(set(grid)) if one != grid.iloc[0]))


def _drawn(plan, what):
    unit, grid = _unit(plan, "B1")
    x, y = plan.units.geometry[unit].representative_point().coords[0]
    ring = tuple((x + dx, y + dy) for dx, dy in RING)
    return {
        "moved": Drawn({unit: grid}),
        "locked": Drawn(locked={grid: True}),
        "special": Drawn(special={"B1-S01": Special(Deed.SPECIAL, "B1-S01", "市场", "market", ring)}),
        "named": Drawn(named={grid: "桥头"}),
    }[what]


@pytest.mark.parametrize("what", ["moved", "locked", "special", "named"])
def test_a_draft_changes_its_own_branch_and_no_other(planned, what):
    changed = redraw(planned, _drawn(planned, what), "B1")
    assert not is_unchanged(planned, changed, "B1")
    assert is_unchanged(planned, changed, "B2")


def test_people_and_figures_are_no_part_of_what_is_drawn(planned):
    others = replace(planned, grids=planned.grids.assign(primary_officer_id="", households=0))
    assert is_unchanged(planned, others, "B1")
