"""What the benchmark draws and how it scores, without the peers."""

import json

import numpy as np
import pytest

from gridplan.storage.instances.partition import read_instance
from tests.benchmark.districts import LARGEST, Size, draw_district
from tests.benchmark.scoring import score
from tests.property.checking import parts_of

SIZES = [Size(60, 4), Size(500, 10), Size(1_000, 20, 2)]
SQUARE = {
    "p": 2,
    "metric": "euclid",
    "xy": [[0, 0], [3, 0], [0, 4], [3, 4]],
    "edges": [[0, 1], [1, 3]],
    "weights": [[1], [2], [1], [2]],
    "tolerance": [0.0],
}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_district_is_sound_and_in_one_piece(size, tmp_path):
    district = draw_district(size, 1)
    (tmp_path / "district.json").write_text(json.dumps(district), encoding="utf-8")
    read = read_instance(tmp_path / "district.json")
    assert read.weights.shape == (size.units, size.weights)
    assert read.grids == size.grids
    assert len(parts_of(range(size.units), read.pairs.tolist())) == 1
    length = np.hypot(*(read.xy[read.pairs[:, 0]] - read.xy[read.pairs[:, 1]]).T)
    assert np.quantile(length, 0.99) < 2.6 * np.median(length)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_few_villages_hold_much_but_none_is_heavier_than_a_grid(size):
    households = np.array(draw_district(size, 2)["weights"])[:, 0]
    tenth = np.sort(households)[-size.units // 10 :].sum() / households.sum()
    assert tenth > 0.25
    assert households.max() <= LARGEST * households.mean() * 1.3
    assert households.min() >= 1


def test_the_seed_makes_the_district():
    assert draw_district(SIZES[0], 3) == draw_district(SIZES[0], 3)
    assert draw_district(SIZES[0], 3) != draw_district(SIZES[0], 4)
    assert draw_district(SIZES[0], 3)["xy"] != draw_district(Size(60, 5), 3)["xy"]


def test_a_plan_is_measured_by_hand():
    whole = score(SQUARE | {"tolerance": [0.34]}, [7, 7, 9, 9])
    assert (whole.grids, whole.broken, whole.imbalance, whole.feasible) == (2, 1, 0.0, False)
    assert (whole.diameter, whole.pmedian, whole.moment) == (3.0, 6.0, 18.0)
    other = score(SQUARE | {"tolerance": [0.34]}, [0, 1, 2, 1])
    assert (other.grids, other.feasible) == (3, False)
    edged = SQUARE | {"edges": [[0, 1], [1, 3], [2, 3]]}
    assert score(edged, [0, 0, 1, 1]).feasible
    assert not score(edged, [0, 1, 1, 1]).feasible
    assert not score(edged | {"bounds": [[3.1, 9]]}, [0, 0, 1, 1]).feasible
    assert score(edged | {"bounds": [[1, 5]]}, [0, 1, 1, 1]).feasible
    assert score(edged, [0, 1, 1, 1]).imbalance == pytest.approx(2 / 3)


def test_the_globe_is_measured_along_its_surface():
    along = {"metric": "haversine_km", "xy": [[179.5, 0], [-179.5, 0]], "edges": [[0, 1]], "weights": [[1], [3]]}
    told = score(along | {"p": 1, "tolerance": [0]}, [0, 0])
    assert told.diameter == pytest.approx(6371 * np.pi / 180)
    assert told.moment == pytest.approx(told.diameter**2)
    assert told.feasible
