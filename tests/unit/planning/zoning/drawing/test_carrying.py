from dataclasses import replace

import pytest
import shapely

from gridplan.model.draft_steps import Assign, Deed, Drawn, Hold, Named, Special, sum_up
from gridplan.model.words import GridType
from gridplan.planning.pipeline import redraw
from gridplan.planning.zoning.drawing.carrying import carry
from gridplan.planning.zoning.drawing.special import draw_special
from tests.unit.planning.zoning.drawing.grounds import at, ground

DAY = "2026-01-01"
MARKET = [at(0.1, 0.2), at(0.8, 0.2), at(0.8, 0.8), at(0.1, 0.8)]


@pytest.fixture(scope="module")
def grids(planned):
    """Units of two grids of the first branch."""
    grid = planned.units.loc[planned.units["branch_id"] == "B1", "grid_id"]
    return {str(one): [str(unit) for unit in grid.index[grid == one]] for one in sorted(set(grid))}


@pytest.fixture(scope="module")
def pair(grids):
    return list(grids)[:2]


def _changed(plan, **drawn):
    return redraw(plan, Drawn(**drawn), "B1")


def test_on_a_version_that_leaves_the_branch_alone_every_step_holds(planned, grids, pair):
    one, other = pair
    steps = [
        Assign(Deed.MOVE, {grids[one][0]: other}),
        Assign(Deed.SPLIT, {grids[other][0]: "B1-G09"}),
        Named(Deed.NAME, "B1-G09", "桥头"),
        Hold(Deed.LOCK, one),
        draw_special(ground(planned), MARKET, "夜市", GridType.MARKET),
    ]
    others = redraw(planned, Drawn({str(planned.units.index[planned.units["branch_id"] == "B2"][0]): "B2-G09"}), "B2")
    carried = carry(steps, planned, others, "B1", DAY)
    assert carried.left == []
    assert carried.steps[:4] == steps[:4]
    assert _area(carried.steps[4]).symmetric_difference(_area(steps[4])).area == pytest.approx(0, abs=1)


def _area(step):
    return shapely.Polygon(step.ring)


def test_what_is_so_already_is_no_step_and_nothing_that_is_left(planned, grids, pair):
    move = Assign(Deed.MOVE, {grids[pair[0]][0]: pair[1]})
    theirs = _changed(planned, grid_of=move.grid_of, locked={pair[0]: True})
    carried = carry([move], planned, theirs, "B1", DAY)
    assert (carried.steps, carried.left) == ([], [])


def test_what_a_lock_holds_there_is_left_and_named(planned, grids, pair):
    one, other = pair
    both = Assign(Deed.MOVE, {grids[one][0]: other, grids[other][0]: "B1-G09"})
    carried = carry([both], planned, _changed(planned, locked={one: True}), "B1", DAY)
    assert carried.steps == [Assign(Deed.MOVE, {grids[other][0]: "B1-G09"})]
    assert carried.left == [Assign(Deed.MOVE, {grids[one][0]: other})]


def test_a_grid_that_is_no_more_takes_nobody(planned, grids, pair):
    one, other = pair
    merged = _changed(planned, grid_of=dict.fromkeys(grids[other], one))
    steps = [Assign(Deed.MOVE, {grids[one][0]: other}), Hold(Deed.LOCK, other), Named(Deed.NAME, other, "x")]
    carried = carry(steps, planned, merged, "B1", DAY)
    assert carried.steps == []
    assert carried.left == steps


def test_a_new_grid_gets_another_id_where_theirs_has_it(planned, grids, pair):
    one, other = pair
    theirs = _changed(planned, grid_of={grids[one][0]: "B1-G09"})
    mine = [Assign(Deed.SPLIT, {grids[other][0]: "B1-G09"}), Named(Deed.NAME, "B1-G09", "桥头")]
    split, named = carry(mine, planned, theirs, "B1", DAY).steps
    (fresh,) = set(split.grid_of.values())
    assert fresh not in {*theirs.grids.index, "B1-G09"}
    assert named == Named(Deed.NAME, fresh, "桥头")


def test_a_special_grid_is_trimmed_against_what_others_drew_there(planned):
    mine = draw_special(ground(planned), MARKET, "夜市", GridType.MARKET)
    east = [at(0.5, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.5, 0.9)]
    drawn = draw_special(ground(planned), east, "园区", GridType.PARK)
    theirs = _changed(planned, special={drawn.grid_id: drawn})
    (carried,) = carry([mine], planned, theirs, "B1", DAY).steps
    assert carried.grid_id != drawn.grid_id
    assert _area(carried).intersection(_area(drawn)).area == pytest.approx(0, abs=1)
    whole = replace(drawn, ring=tuple(MARKET))
    all_taken = _changed(planned, special={whole.grid_id: whole})
    assert carry([mine], planned, all_taken, "B1", DAY).left == [mine]


def test_one_that_is_gone_need_not_be_erased(planned):
    drawn = draw_special(ground(planned), MARKET, "夜市", GridType.MARKET)
    before = _changed(planned, special={drawn.grid_id: drawn})
    erase = Special(Deed.ERASE, drawn.grid_id)
    assert carry([erase], before, before, "B1", DAY).steps == [erase]
    gone = carry([erase], before, planned, "B1", DAY)
    assert (gone.steps, gone.left) == ([], [])


def test_steps_add_up_to_the_same_on_both(planned, grids, pair):
    """A grid that the draft itself empties can be filled again by a later step."""
    one, other = pair
    steps = [
        Assign(Deed.MERGE, dict.fromkeys(grids[one], other)),
        Assign(Deed.SOLVE, {grids[one][0]: one}),
    ]
    assert sum_up(carry(steps, planned, planned, "B1", DAY).steps) == sum_up(steps)
