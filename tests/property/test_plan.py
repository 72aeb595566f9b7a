"""What holds for every plan of every county."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gridplan.geo.network import RoadNetwork
from gridplan.model.plan import PRESETS, PlanParams, Preset
from gridplan.planning import pipeline
from tests.town.random_county import random_county

SMALL = Preset(5_000, 20, 40, 120, (20, 200), 14, 18, 4)
PARAMS = PlanParams(presets={**PRESETS, "town": SMALL}, effort=0.05)
counties = st.builds(random_county, st.integers(0, 100_000), bridge=st.booleans(), roads=st.booleans())
# a plan takes a moment: few counties, each promise held against all their plans, and a failing one told as it is
some = settings(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate])


def _plan(county, params=PARAMS):
    roads = county.layers.roads
    network = None if roads is None else RoadNetwork.from_roads(roads)
    return pipeline.plan(county, params, plan_id="p", created_at="2026", network=network)


def _parts(plan):
    """Count the parts of each grid by hand, over borders that nothing cuts."""
    edges = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    a, b = (plan.units.index.get_indexer(pd.Index(edges[side])) for side in ("unit_a", "unit_b"))
    grid = pd.factorize(plan.units["grid_id"])[0]
    same = grid[a] == grid[b]
    n = len(grid)
    graph = coo_array((np.ones(same.sum()), (a[same], b[same])), shape=(n, n))
    piece = connected_components(graph, directed=False)[1]
    return pd.Series(piece).groupby(plan.units["grid_id"].to_numpy()).nunique()


def _every_unit_lies_in_exactly_one_base_grid(plan, county):
    base = plan.grids[plan.grids["kind"] == "base"]
    assert set(plan.units["grid_id"]) == set(base.index)
    assert base["units_n"].sum() == len(county.units)
    assert base["households"].sum() == pytest.approx(len(county.households))
    assert base.area.sum() == pytest.approx(county.units.area.sum())


def _every_grid_hangs_together_and_none_crosses_a_barrier(plan):
    assert (_parts(plan) == 1).all()
    assert not set(plan.findings["rule"]) & {"G01", "G02", "G03", "G04"}


def _the_same_seed_gives_the_same_plan(plan, county):
    other = _plan(county)
    assert plan.units.equals(other.units)
    assert plan.assignments.equals(other.assignments)
    assert plan.indicators.equals(other.indicators)


def _shuffled(county, rng):
    """Give units other names, and all rows another order."""

    def shuffled(table):
        return table.iloc[rng.permutation(len(table))]

    renamed = dict(zip(county.units.index, rng.permutation([f"x{n}" for n in range(len(county.units))]), strict=True))
    other = replace(
        county,
        units=shuffled(county.units.rename(index=renamed).rename_axis("unit_id")),
        households=shuffled(county.households.assign(unit_id=county.households["unit_id"].map(renamed))),
    )
    return other, renamed


def _row_order_and_names_change_nothing(plan, other, renamed):
    grids = other.units["grid_id"]
    assert plan.units["grid_id"].to_dict() == {unit: grids[new] for unit, new in renamed.items()}
    owner = "primary_officer_id"
    assert plan.grids[owner].to_dict() == other.grids[owner].to_dict()


def _reaching_further(county, wider, longer):
    radius, minutes = county.branches["coverage_radius_m"] * wider, county.branches["drive_min"] * longer
    return replace(county, branches=county.branches.assign(coverage_radius_m=radius, drive_min=minutes))


def _a_larger_radius_and_more_minutes_never_cover_less(plan, other):
    for reached in ("reached_radius", "reached_road"):
        assert (other.households[reached] >= plan.households[reached]).all()


@some
@given(counties, st.integers(0, 1_000), st.floats(1.0, 3.0), st.floats(1.0, 3.0))
def test_what_holds_for_every_plan(county, seed, wider, longer):
    plan = _plan(county)
    _the_same_seed_gives_the_same_plan(plan, county)
    other, renamed = _shuffled(county, np.random.default_rng(seed))
    shuffled, further = _plan(other), _plan(_reaching_further(county, wider, longer))
    _row_order_and_names_change_nothing(plan, shuffled, renamed)
    _a_larger_radius_and_more_minutes_never_cover_less(plan, further)
    for made, of in ((plan, county), (shuffled, other), (further, county)):
        _every_unit_lies_in_exactly_one_base_grid(made, of)
        _every_grid_hangs_together_and_none_crosses_a_barrier(made)


def test_without_a_bridge_no_grid_lies_on_both_banks():
    plan = _plan(random_county(5, bridge=False))
    assert plan.adjacency["cut"].any()
    assert (_parts(plan) == 1).all()


def test_with_a_bridge_the_banks_hang_together():
    plan = _plan(random_county(5, bridge=True))
    edges = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    n = len(plan.units)
    a, b = (plan.units.index.get_indexer(pd.Index(edges[side])) for side in ("unit_a", "unit_b"))
    assert connected_components(coo_array((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)[0] == 1


def test_a_county_without_roads_says_so():
    plan = _plan(random_county(3, roads=False))
    assert any("1.4" in note for note in plan.meta.notes)
    assert np.allclose(plan.households["road_m"], plan.households["straight_m"] * 1.4, rtol=1e-3)
