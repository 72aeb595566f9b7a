import pytest
import shapely

from gridplan.errors import InfeasibleError
from gridplan.model.words import GridType
from gridplan.planning.zoning.drawing.special import draw_special, erase_special
from tests.unit.planning.zoning.drawing.grounds import at, ground

SQUARE = [at(0.01, 0.2), at(0.8, 0.2), at(0.8, 0.8), at(0.01, 0.8)]


def _shape(step):
    return shapely.Polygon(step.ring)


def test_a_corner_beside_a_border_snaps_to_it(planned):
    step = draw_special(ground(planned), SQUARE, " 夜市 ", GridType.MARKET)
    assert (step.grid_id, step.name, step.type) == ("B1-S02", "夜市", "market")
    assert _shape(step).bounds == (*at(0, 0.2), *at(0.8, 0.8))


def test_what_lies_outside_of_the_branch_is_trimmed(planned):
    over = [at(1.5, 0.2), at(2.5, 0.2), at(2.5, 0.8), at(1.5, 0.8)]
    assert _shape(draw_special(ground(planned), over, "x", GridType.PARK)).bounds == (*at(1.5, 0.2), *at(2, 0.8))


def test_what_lies_under_another_special_grid_is_trimmed(planned):
    first = draw_special(ground(planned), SQUARE, "a", GridType.MARKET)
    here = ground(planned, first)
    second = draw_special(here, [at(0.4, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.4, 0.9)], "b", GridType.MARKET)
    assert second.grid_id == "B1-S03"
    assert _shape(first).intersection(_shape(second)).area == pytest.approx(0, abs=1)


def test_a_ring_around_another_special_grid_is_refused(planned):
    first = draw_special(ground(planned), [at(0.3, 0.3), at(0.6, 0.3), at(0.6, 0.6)], "a", GridType.MARKET)
    with pytest.raises(InfeasibleError, match="all around"):
        draw_special(
            ground(planned, first), [at(0.1, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.1, 0.9)], "b", GridType.PARK
        )


@pytest.mark.parametrize(
    ("ring", "name"), [(SQUARE, " "), (SQUARE[:2], "x"), ([at(9, 9), at(9.5, 9), at(9, 9.5)], "x")]
)
def test_what_is_no_grid_is_refused(planned, ring, name):
    with pytest.raises(InfeasibleError):
        draw_special(ground(planned), ring, name, GridType.MARKET)


def test_a_bow_tie_keeps_its_larger_wing(planned):
    bow = [at(0.1, 0.1), at(0.9, 0.8), at(0.9, 0.1), at(0.1, 0.3)]
    assert _shape(draw_special(ground(planned), bow, "x", GridType.MARKET)).is_valid


def test_only_what_is_there_can_be_erased(planned):
    step = erase_special(ground(planned), "B1-S01")
    assert ground(planned, step).special.empty
    with pytest.raises(InfeasibleError):
        erase_special(ground(planned, step), "B1-S01")
