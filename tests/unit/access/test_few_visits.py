"""Weeks to finish are shown to those whose they are, and never where they tell of a few people."""

from dataclasses import replace

import numpy as np
import pandas as pd

from gridplan.access.few_visits import few_first_visits, few_in_a_fifth, only_own_weeks

CODE = "weeks_to_finish"


def _weeks(plan, level):
    rows = plan.indicators[(plan.indicators["indicator"] == CODE) & (plan.indicators["level"] == level)]
    return rows.set_index("id")


def test_others_weeks_are_missing(planned):
    mine = planned.officers.index[:2]
    seen = only_own_weeks(planned, branches=["B1"], officers=mine)
    assert list(seen.branches.index[seen.branches["weeks_to_finish"].notna()]) == ["B1"]
    assert set(seen.officers.index[seen.officers["weeks_to_finish"].notna()]) <= set(mine)
    assert seen.officers["households"].equals(planned.officers["households"])


def test_nothing_is_missing_where_nobody_is_among_few(planned):
    seen = few_first_visits(planned, k=0)
    assert seen.indicators["value"].equals(planned.indicators["value"].astype(float))


def test_a_small_grid_hides_the_grids_and_the_officers_of_its_branch(planned):
    told = _weeks(planned, "grid")
    least = told["numerator"].astype(float)
    branch = planned.grids["branch_id"].reindex(told.index)
    by_branch = least.groupby(branch).min()
    k = int(by_branch.max())
    seen = few_first_visits(planned, k=k)
    small = branch.isin(by_branch.index[by_branch < k])
    assert small.any()
    assert not small.all()
    assert _weeks(seen, "grid")["value"].isna().equals(small)
    hidden = planned.officers["branch_id"].isin(branch[small])
    assert seen.officers.loc[hidden, CODE].isna().all()


def test_a_small_branch_hides_every_branch_and_leaves_other_figures(planned):
    seen = few_first_visits(planned, k=10_000)
    assert seen.branches["weeks_to_finish"].isna().all()
    assert seen.branches["weeks_alone"].isna().all()
    others = planned.indicators["indicator"] != CODE
    assert np.array_equal(
        seen.indicators.loc[others, "value"].astype(float), planned.indicators.loc[others, "value"].astype(float),
        equal_nan=True,
    )  # fmt: skip


def _gaps(*parts):
    rows = [("branch", f"B{n}", "far_reach_gap", a / b, a, b, "farthest_fifth") for n, (a, b) in enumerate(parts)]
    table = pd.DataFrame(rows, columns=["level", "id", "indicator", "value", "numerator", "denominator", "base"])
    return few_in_a_fifth(table.assign(hidden=False), k=5)


def test_a_gap_of_few_or_of_nearly_all_is_left_out():
    shown = _gaps((1.0, 4.0), (10.0, 40.0), (37.0, 40.0), (-37.0, 40.0), (35.0, 40.0))
    assert shown["hidden"].tolist() == [True, False, True, True, False]
    assert shown.loc[shown["hidden"], ["value", "numerator", "denominator"]].isna().all(axis=None)


def test_weeks_are_left_out_where_visit_coverage_is(planned):
    rows = planned.indicators.assign(hidden=False)
    grid = str(planned.grids.index[0])
    rows.loc[(rows["indicator"] == "visit_coverage") & (rows["id"] == grid), "hidden"] = True
    seen = few_first_visits(replace(planned, indicators=rows), k=0).indicators.set_index(["indicator", "id"])
    assert np.isnan(seen.loc[(CODE, grid), "value"])
