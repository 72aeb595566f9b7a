"""Together, apart, town borders and continuity on random lattices, looked at by a checker that knows no engine."""

import itertools
import os

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.partition import partition
from tests.property.checking import Request, broken_promises

TOLERANCE, EFFORT = 0.25, 0.05
few = int(os.environ.get("GRIDPLAN_EXAMPLES", "15"))
# many draws have no plan at all by brute force, and are no examples
some = settings(
    max_examples=few,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
seeds = st.integers(0, 1_000_000)


class Small:
    """Nine villages in rows of three, some borders closed, and every plan of them with two or three grids."""

    def __init__(self, seed, least=50):
        self.rng, self.tolerance = np.random.default_rng(seed), TOLERANCE
        self.names = [f"u{k}" for k in self.rng.permutation(9)]
        squares = [shapely.box(k % 3, k // 3, k % 3 + 1, k // 3 + 1) for k in range(9)]
        self.units = gpd.GeoDataFrame(geometry=squares, index=pd.Index(self.names), crs="EPSG:32648")
        self.households = pd.Series(self.rng.integers(least, 200, 9).astype(float), index=self.names)
        beside = [(k, k + 1) for k in range(9) if k % 3 < 2] + [(k, k + 3) for k in range(6)]
        kept = [pair for pair in beside if self.rng.random() < 0.9]
        self.ways = [(self.names[a], self.names[b]) for a, b in kept]
        self.grids = int(self.rng.integers(2, 4))

    @property
    def adjacency(self):
        return pd.DataFrame(self.ways, columns=["unit_a", "unit_b"]).assign(cut=False)

    def pairs(self, number):
        return [tuple(self.rng.choice(self.names, 2, replace=False)) for _ in range(number)]

    def balanced(self, grid):
        load = self.households.groupby(pd.Series(grid)).sum()
        return bool((abs(load / load.mean() - 1) <= self.tolerance + 1e-9).all())

    def overload(self, grid, heavy, factor):
        """Let the households of one grid grow until it carries so many times the mean of all grids."""
        inside = np.array([grid[unit] == heavy for unit in self.names])
        rest = self.households[~inside].sum()
        self.households[inside] *= factor * rest / (self.grids - factor) / self.households[inside].sum()

    def all_balanced(self):
        """Hand out every plan that is balanced by more than rounding, whole or not."""
        label = np.array(list(itertools.product(range(self.grids), repeat=9)))
        load = np.stack([(label == grid) @ self.households.to_numpy() for grid in range(self.grids)], axis=1)
        within = (abs(load / load.mean(axis=1, keepdims=True) - 1) <= self.tolerance - 1e-6).all(axis=1)
        for labels in label[within].tolist():
            yield dict(zip(self.names, labels, strict=True))

    def plans(self, **more):
        """Hand out every sound plan by brute force."""
        asked = Request(self.names, self.ways, self.grids, more=more)
        return (grid for grid in self.all_balanced() if not broken_promises(asked, grid))

    def cut(self, **words):
        words = {"effort": EFFORT, "tolerance": self.tolerance, "seed": 1} | words
        return partition(self.units, self.grids, weights=self.households, adjacency=self.adjacency, **words)


def table(pairs):
    return pd.DataFrame(pairs, columns=["unit_a", "unit_b"])


@some
@given(seeds)
def test_where_a_plan_keeps_pairs_together_and_apart_one_is_found(seed):
    small = Small(seed)
    together, apart = small.pairs(2), small.pairs(2)
    asked = {"together": together, "apart": apart}
    assume(next(small.plans(**asked), None) is not None)
    grid = small.cut(together=table(together), apart=table(apart))
    assert not broken_promises(Request(small.names, small.ways, small.grids, more=asked), grid.to_dict())
    assert small.balanced(grid)


@some
@given(seeds, st.sampled_from([0.05, 0.05, 0.15]))
def test_where_few_movers_mend_a_grid_a_fifth_too_heavy_they_do(seed, share):
    small = Small(seed, least=2)
    former = next(small.plans(), None)
    assume(former is not None)
    former = {unit: f"g{label}" for unit, label in former.items()}
    small.overload(former, str(small.rng.choice(sorted(set(former.values())))), 1.2)
    small.tolerance = 0.1
    names = sorted(set(former.values()))
    asked = {"continuity": {"former": former, "households": small.households.to_dict(), "share": share}}
    named = ({unit: names[label] for unit, label in grid.items()} for grid in small.all_balanced())
    request = Request(small.names, small.ways, small.grids, more=asked)
    assume(any(not broken_promises(request, grid) for grid in named))
    grid = small.cut(previous=pd.Series(former), moved_at_most=share)
    assert not broken_promises(request, grid.to_dict())
    assert small.balanced(grid)


@some
@given(seeds)
def test_hard_town_borders_are_never_crossed(seed):
    small = Small(seed)
    small.ways = [(small.names[k], small.names[k + 1]) for k in range(8) if k % 3 < 2]
    small.ways += [(small.names[k], small.names[k + 3]) for k in range(6)]
    small.grids = 3
    towns = pd.Series(["north"] * 3 + ["south"] * 6, index=small.names)
    grid = small.cut(towns=towns, town_border="hard")
    assert pd.DataFrame({"grid": grid, "town": towns}).groupby("grid")["town"].nunique().eq(1).all()


def test_sizes_go_by_their_labels_and_capacity_gives_the_number():
    small = Small(3)
    small.ways = [(small.names[k], small.names[k + 1]) for k in range(8) if k % 3 < 2]
    small.ways += [(small.names[k], small.names[k + 3]) for k in range(6)]
    small.households[:] = 100.0
    words = {"weights": small.households, "adjacency": small.adjacency, "effort": EFFORT}
    sizes = pd.Series({"large": 6, "small": 3})
    grid = partition(small.units, sizes=sizes, tolerance=0.01, **words)
    assert grid.value_counts().to_dict() == {"large": 6, "small": 3}
    assert partition(small.units, capacity=330, tolerance=0.1, **words).nunique() == 3
    with pytest.raises(SettingsError, match="capacity"):
        partition(small.units, **words)
    with pytest.raises(SettingsError, match="2 sizes"):
        partition(small.units, 3, sizes=sizes, **words)


def test_wishes_that_nothing_can_meet_name_the_units():
    small = Small(3)
    one, other = small.names[:2]
    with pytest.raises(InfeasibleError, match=f"{one} and {other}|{other} and {one}"):
        small.cut(together=table([(one, other)]), apart=pd.Series({one: "a", other: "a"}))
    with pytest.raises(InfeasibleError, match="u99"):
        small.cut(together=table([(one, "u99")]))
    with pytest.raises(SettingsError, match="town_border"):
        small.cut(towns=pd.Series("t", index=small.names), town_border="maybe")
    with pytest.raises(SettingsError, match="moved_at_most"):
        small.cut(moved_at_most=2)
    with pytest.raises(InfeasibleError, match="locked in one grid"):
        small.cut(apart=table([(one, other)]), locked=pd.Series({one: "A", other: "A"}))
