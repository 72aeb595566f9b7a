import pytest

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed, Hold
from gridplan.planning.zoning.drawing.splitting import split
from tests.unit.planning.zoning.drawing.grounds import at, ground

#: All six villages of the branch, two columns by three rows, in one grid.
ONE = Assign(Deed.MERGE, dict.fromkeys(("u11", "u12", "u21", "u22", "u31", "u32"), "B1-G01"))


@pytest.mark.parametrize(
    ("line", "leave"),
    [
        ([at(1.1, 0.2), at(1.1, 2.8)], {"u12", "u22", "u32"}),
        ([at(0.9, 0.8), at(0.9, 1.2)], {"u12", "u22", "u32"}),
        ([at(0.2, 1.1), at(1.8, 1.1)], {"u11", "u12"}),
        ([at(-1, 2.2), at(1.2, 2.2), at(1.2, 4)], {"u31"}),
    ],
)
def test_each_unit_goes_to_the_side_that_most_of_it_lies_on(planned, line, leave):
    step = split(ground(planned, ONE), line)
    gone = set(step.grid_of)
    assert gone in (leave, set(ONE.grid_of) - leave)
    assert set(step.grid_of.values()) == {"B1-G02"}
    assert step.deed is Deed.SPLIT


def test_the_side_with_the_most_work_keeps_the_name(planned):
    here = ground(planned, ONE)
    step = split(here, [at(0.2, 1.1), at(1.8, 1.1)])
    work = here.units["workload_h"]
    gone = work.index.isin(list(step.grid_of))
    assert work[gone].sum() <= work[~gone].sum()


def test_a_line_that_crosses_itself_makes_several(planned):
    loop = [at(0.5, 1), at(1.9, 1), at(1.9, 1.9), at(1.1, 1.9), at(1.1, 0.1)]
    step = split(ground(planned, ONE), loop)
    assert len(set(step.grid_of.values())) == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ([at(1, 1)], "two different ends"),
        ([at(1, 1), at(1, 1)], "two different ends"),
        ([at(0.01, 0), at(0.01, 3)], "on one side"),
        ([at(5, 0), at(5, 3)], "crosses no grid"),
    ],
)
def test_a_line_that_splits_nothing_is_told(planned, line, told):
    with pytest.raises(InfeasibleError, match=told):
        split(ground(planned, ONE), line)


def test_a_locked_grid_is_not_split(planned):
    with pytest.raises(InfeasibleError, match="crosses no grid"):
        split(ground(planned, ONE, Hold(Deed.LOCK, "B1-G01")), [at(1.1, 0.2), at(1.1, 2.8)])
