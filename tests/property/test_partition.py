"""What holds for every cut, looked at by a checker that knows nothing of the engine; 200 districts in all."""

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from gridplan.planning.zoning.partition import partition
from tests.property.checking import broken_promises
from tests.property.graphs import any_cut, draw, every_cut

EFFORT, TOLERANCE = 0.02, 0.2
seeds = st.integers(0, 100_000)


def examples(number):
    # a failing example is told as it is: to make it smaller would take longer than to look at it
    phases = [Phase.explicit, Phase.reuse, Phase.generate]
    return settings(
        max_examples=number, phases=phases, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
    )


def _cut(district, grids, **words):
    words = {"effort": EFFORT, "seed": 1} | words
    return partition(district.units, grids, weights=district.households, adjacency=district.neighbours, **words)


def _imbalance(district, grid):
    load = district.households.groupby(pd.Series(grid)).sum()
    return abs(load / load.mean() - 1).max()


@examples(50)
@given(seeds, st.integers(1, 6), st.integers(0, 2))
def test_each_grid_is_whole_and_none_crosses_a_river(seed, grids, rivers):
    district = draw(seed, rivers=rivers)
    grids = max(grids, len(district.parts))
    assert not broken_promises(district.request(grids), _cut(district, grids).to_dict())


@examples(60)
@given(seeds, st.integers(2, 5), st.integers(0, 1), st.floats(0.05, 0.9))
def test_locked_units_stay_where_a_sound_cut_has_them(seed, grids, rivers, share):
    district = draw(seed, rivers=rivers)
    grids = max(grids, len(district.parts))
    sound = pd.Series(any_cut(district, grids, seed))
    locked = sound[np.random.default_rng(seed).random(len(sound)) < share]
    grid = _cut(district, grids, locked=locked)
    assert not broken_promises(district.request(grids, locked=locked.to_dict()), grid.to_dict())


@examples(40)
@given(seeds, st.integers(2, 5), st.integers(0, 1))
def test_last_years_plan_keeps_its_names_and_most_of_its_households(seed, grids, rivers):
    district = draw(seed, rivers=rivers)
    grids = max(grids, len(district.parts))
    assume(len(district.units) >= 2 * grids)
    former = _cut(district, grids).map("g{}".format)
    # households move where that mends the balance, see the cap in test_wishes
    assume(_imbalance(district, former) <= TOLERANCE)
    grid = _cut(district, grids, previous=former, seed=2)
    households, names = district.households, district.households.index
    allowed = {"former": former.to_dict(), "households": households.to_dict(), "share": 0.25}
    assert not broken_promises(district.request(grids, more={"continuity": allowed}), grid.to_dict())
    assert set(grid) == set(former)
    assert _imbalance(district, grid) <= TOLERANCE + 1e-9
    assert list(grid.index) == list(names)


@examples(25)
@given(seeds, st.integers(2, 3))
def test_where_a_balanced_cut_exists_one_is_found(seed, grids):
    district = draw(seed, 9, rivers=0)
    assume(any(_imbalance(district, grid) <= TOLERANCE for grid in every_cut(district, grids)))
    assert _imbalance(district, _cut(district, grids, effort=0.05)) <= TOLERANCE


@examples(25)
@given(seeds, st.integers(2, 5))
def test_the_order_of_units_and_neighbours_changes_nothing(seed, grids):
    district = draw(seed, rivers=0)
    rng = np.random.default_rng(seed)
    units = district.units.iloc[rng.permutation(len(district.units))]
    neighbours = district.neighbours.iloc[rng.permutation(len(district.neighbours))]
    other = district._replace(units=units, households=units["households"], neighbours=neighbours)
    assert _cut(district, grids).to_dict() == _cut(other, grids).to_dict()
