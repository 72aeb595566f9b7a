from gridplan.model.draft_steps import Deed, Special, sum_up
from gridplan.model.words import GridType
from gridplan.pages.drawn_special import drawn_special
from gridplan.planning.zoning.drawing.ground import ground_of
from gridplan.planning.zoning.drawing.special import draw_special

RING = [(0.1, 0.1), (0.6, 0.1), (0.6, 0.6)]


def _ground(plan, *steps):
    return ground_of(plan, "B1", sum_up(steps), "2026-01-01")


def _drawn(plan):
    x, y, right, top = plan.units[plan.units["branch_id"] == "B1"].total_bounds
    ring = [(x + east * (right - x), y + north * (top - y)) for east, north in RING]
    return draw_special(_ground(plan), ring, "<b>夜市</b>", GridType.MARKET)


def test_a_draft_of_nothing_has_no_special_grids_of_its_own(planned):
    assert drawn_special(planned.grids, _ground(planned)) == []


def test_what_is_drawn_is_told_as_it_was_trimmed(planned):
    step = _drawn(planned)
    (told,) = drawn_special(planned.grids, _ground(planned, step))
    assert (told["name"], told["gone"]) == (f"{step.grid_id[-3:]} <b>夜市</b>", False)
    assert len(told["ring"]) == len(step.ring)
    (west, south, east, north) = planned.grids.to_crs(4326).total_bounds
    assert all(south <= lat <= north and west <= lon <= east for lat, lon in told["ring"])


def test_what_is_erased_is_told_as_gone(planned):
    stored = planned.grids[(planned.grids["kind"] == "special") & (planned.grids["branch_id"] == "B1")].index[0]
    (told,) = drawn_special(planned.grids, _ground(planned, Special(Deed.ERASE, stored)))
    assert told["gone"]


def test_what_the_draft_itself_draws_and_erases_again_is_nothing(planned):
    step = _drawn(planned)
    assert drawn_special(planned.grids, _ground(planned, step, Special(Deed.ERASE, step.grid_id))) == []
