import numpy as np
import pytest

from gridplan.geo.side_by_side import MANY, side_by_side


@pytest.mark.parametrize("rows", [0, 1, MANY - 1, 2 * MANY, 7 * MANY + 3])
def test_every_row_is_worked_at_once(rows):
    times = np.zeros(rows, dtype=int)

    def count(part):
        times[part] += 1

    side_by_side(rows, count)
    assert (times == 1).all()


def test_what_goes_wrong_in_one_part_goes_wrong():
    def stumble(part):
        raise ZeroDivisionError(part)

    with pytest.raises(ZeroDivisionError):
        side_by_side(3 * MANY, stumble)
