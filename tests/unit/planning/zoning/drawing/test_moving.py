import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed, Hold
from gridplan.planning.zoning.drawing.moving import merge, move
from tests.unit.planning.zoning.drawing.grounds import ground


def test_the_brush_moves_the_free_units_of_the_branch_alone(planned):
    here = ground(planned, Hold(Deed.LOCK, "B1-G02"))
    free = [unit for unit, grid in here.units["grid_id"].items() if grid == "B1-G01"]
    split = Assign(Deed.SPLIT, {free[0]: "B1-G03"})
    here = ground(planned, split, Hold(Deed.LOCK, "B1-G02"))
    step = move(here, ["u11", "u34", *free, "<script>"], "B1-G03")
    assert step == Assign(Deed.MOVE, dict.fromkeys(free[1:], "B1-G03"))


def test_a_locked_or_unknown_grid_takes_nothing(planned):
    with pytest.raises(InfeasibleError, match="unlock it first: B1-G01"):
        move(ground(planned, Hold(Deed.LOCK, "B1-G01")), ["u11"], "B1-G01")
    with pytest.raises(InfeasibleError, match="unknown grid: B2-G01"):
        move(ground(planned), ["u11"], "B2-G01")


def test_a_brush_that_changes_nothing_is_told(planned):
    here = ground(planned)
    with pytest.raises(InfeasibleError, match="none of these units"):
        move(here, ["u11"], here.units.at["u11", "grid_id"])


def test_a_merger_takes_all_units(planned):
    here = ground(planned)
    step = merge(here, ["B1-G01"], "B1-G02")
    assert set(step.grid_of) == set(here.units.index[here.units["grid_id"] == "B1-G01"])
    assert ground(planned, step).grids == ["B1-G02"]


@pytest.mark.parametrize(("grids", "into"), [(["B1-G01"], "B1-G01"), (["B1-G09"], "B1-G01"), (["B1-G01"], "B2-G01")])
def test_a_merger_that_makes_no_sense_is_refused(planned, grids, into):
    with pytest.raises(InfeasibleError):
        merge(ground(planned), grids, into)
