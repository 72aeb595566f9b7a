import numpy as np
import pytest

from gridplan.qinghe.communities import StreetBlocks
from gridplan.qinghe.headcount import LEAST_FRONT_M, households_of
from gridplan.qinghe.parameters import demo_numbers
from gridplan.qinghe.settlements import Settlements, counts

NUMBERS = demo_numbers()


def people():
    ints = np.array([], dtype=int)
    blocks = StreetBlocks(ints, np.array([0, 0, 1]), np.array([0, 1, 0]), np.zeros(3, dtype=int), np.array([900, 500]))
    return Settlements(
        blocks=blocks,
        villages=np.arange(2),
        village_hh=np.array([400, 200]),
        lone=ints,
        land=ints,
        hamlets=np.arange(3),
        hamlet_village=np.array([0, 0, 1]),
        hamlet_share=np.array([0.6, 0.4, 1.0]),
        book=None,
        bridges=ints,
    )


def shared(frontage_m):
    settlement, unit = households_of(people(), np.array(frontage_m, dtype=float), NUMBERS, np.random.default_rng(1))
    return np.bincount(settlement, minlength=8), unit


def test_every_household_gets_a_place_in_its_own_unit():
    number, unit = shared([9_000] * 8)
    assert np.bincount(unit)[:2].tolist() == [400, 200]
    assert number[3:5].sum() == 900
    assert number[5] == 500
    assert (np.diff(unit) >= 0).all()


def test_a_hamlet_with_little_road_takes_few():
    number, _ = shared([20 * LEAST_FRONT_M, 9_000, 9_000, 100, 100, 100, 900, 900])
    assert number[0] < 100


def test_blocks_share_by_their_streets():
    number, _ = shared([9_000, 9_000, 9_000, 3_000, 1_000, 100, 900, 900])
    assert number[3] / number[4] == pytest.approx(3, rel=0.6)
    assert shared([9_000, 9_000, 9_000, 3_000, 0, 100, 0, 0])[0][4] == 0


def test_nobody_strays_where_there_is_no_open_road():
    number, _ = shared([9_000, 9_000, 9_000, 100, 100, 100, 0, 900])
    assert number[6] == 0
    assert number[7] > 0


def test_counts_have_the_mean_and_the_bounds_wanted():
    said = NUMBERS["households"]["per_village"]
    drawn = counts(said, 260, np.random.default_rng(2))
    assert drawn.mean() == pytest.approx(said["mean"], rel=0.02)
    assert drawn.min() >= said["clip"][0]
    assert drawn.max() <= said["clip"][1]
