import pytest

from gridplan.errors import StorageError
from gridplan.model.draft_steps import Assign, Deed, Drawn, Hold, Named, Special, read_step, sum_up, write_step

STEPS = [
    Assign(Deed.MOVE, {"u1": "B1-G02"}),
    Assign(Deed.MOVE, {"u1": "B1-G02", "u2": "B1-G01"}),
    Assign(Deed.SOLVE, {"u1": "B1-G03"}),
    Hold(Deed.LOCK, "B1-G01"),
    Hold(Deed.UNLOCK, "B1-G01"),
    Special(Deed.SPECIAL, "B1-S01", "夜市", "market", ((0.0, 0.0), (9.5, 0.0), (9.0, 9.0))),
    Special(Deed.ERASE, "B1-S01"),
    Named(Deed.NAME, "B1-S01", "老街"),
]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_comes_back_from_the_database(step):
    assert read_step(write_step(step)) == step


def test_one_unit_moved_is_kept_as_it_always_was():
    assert write_step(STEPS[0]) == ["u1", "B1-G02"]


@pytest.mark.parametrize("said", [{"do": "fly"}, ["u1"], 7, {"grid": "B1-G01"}, {"do": "lock"}])
def test_what_is_no_step_is_refused(said):
    with pytest.raises(StorageError, match="step of the draft"):
        read_step(said)


def test_of_two_steps_about_the_same_the_later_counts():
    drawn = sum_up(STEPS)
    assert drawn.grid_of == {"u1": "B1-G03", "u2": "B1-G01"}
    assert drawn.locked == {"B1-G01": False}
    assert drawn.special["B1-S01"].ring == ()
    assert drawn
    assert not Drawn()
