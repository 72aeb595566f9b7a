import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed, Hold
from gridplan.planning.zoning.drawing.solving import rest_of, solve_rest
from tests.unit.planning.zoning.drawing.grounds import ground

#: Three grids of the six villages, two of them foolish.
ODD = [
    Assign(Deed.MERGE, dict.fromkeys(("u11", "u12"), "B1-G01")),
    Assign(Deed.SPLIT, {"u21": "B1-G03", "u32": "B1-G03", "u22": "B1-G02", "u31": "B1-G02"}),
]


def test_the_rest_is_cut_around_a_locked_grid(planned):
    here = ground(planned, *ODD, Hold(Deed.LOCK, "B1-G01"))
    step = solve_rest(rest_of(here, planned))
    after = ground(planned, *ODD, step)
    assert step.deed is Deed.SOLVE
    assert set(after.units.index[after.units["grid_id"] == "B1-G01"]) == {"u11", "u12"}
    assert after.grids == ["B1-G01", "B1-G02", "B1-G03"]
    assert after.units["grid_id"].value_counts().tolist() == [2, 2, 2]
    assert after.units.at["u21", "grid_id"] in (after.units.at["u22", "grid_id"], after.units.at["u31", "grid_id"])


def test_parts_that_a_locked_grid_divides_get_a_grid_each(planned):
    ends = Assign(
        Deed.SPLIT, {"u21": "B1-G01", "u22": "B1-G01", **dict.fromkeys(("u11", "u12", "u31", "u32"), "B1-G02")}
    )
    step = solve_rest(rest_of(ground(planned, ends, Hold(Deed.LOCK, "B1-G01")), planned))
    assert set(step.grid_of.values()) == {"B1-G03"}
    assert set(step.grid_of) in ({"u11", "u12"}, {"u31", "u32"})


def test_where_all_is_locked_there_is_no_rest(planned):
    here = ground(planned)
    with pytest.raises(InfeasibleError, match="all grids of the branch are locked"):
        rest_of(ground(planned, *(Hold(Deed.LOCK, grid) for grid in here.grids)), planned)


def test_what_can_not_be_bettered_is_told(planned):
    here = ground(planned, *ODD)
    step = solve_rest(rest_of(here, planned))
    with pytest.raises(InfeasibleError, match="nothing better"):
        solve_rest(rest_of(ground(planned, *ODD, step), planned))
