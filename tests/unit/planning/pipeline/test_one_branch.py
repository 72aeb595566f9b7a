"""A change followed in one branch says the same of it as the change followed through the whole plan."""

from __future__ import annotations

import pandas as pd
import pytest

from gridplan.model.draft_steps import Drawn
from gridplan.planning.pipeline import replan
from gridplan.planning.pipeline.one_branch import of_branch
from gridplan.planning.pipeline.restaffing import Pair, restaff
from gridplan.planning.zoning.drawing.ground import regridded


def _said(plan, branch, names):
    """Findings and figures of a branch and what is in it."""
    found = plan.findings[plan.findings["object_id"].isin(names)]
    figures = plan.indicators[plan.indicators["id"].isin(names)].set_index(["level", "id", "indicator"])["value"]
    load = plan.officers.loc[plan.officers["branch_id"] == branch, ["grids_n", "workload_h", "utilisation"]]
    return set(zip(found["rule"], found["object_id"], found["message_en"], strict=True)), figures.sort_index(), load


def _names(plan, branch):
    tables = (plan.units, plan.grids, plan.officers)
    return {branch}.union(*(set(table.index[table["branch_id"] == branch]) for table in tables))


def _same(whole, cut, branch):
    names = _names(whole, branch)
    one, other = _said(whole, branch, names), _said(cut, branch, names)
    assert one[0] == other[0]
    pd.testing.assert_series_equal(one[1], other[1].reindex(one[1].index))
    pd.testing.assert_frame_equal(one[2], other[2])


@pytest.mark.parametrize("branch", ["B1", "B2", "B3"])
def test_other_people(planned, branch):
    base = planned.grids[(planned.grids["branch_id"] == branch) & (planned.grids["kind"] == "base")]
    mine = base[base["backup_officer_id"] != ""]
    wanted = {grid: Pair(row["backup_officer_id"], row["primary_officer_id"]) for grid, row in mine.iterrows()}
    _same(restaff(planned, wanted), restaff(of_branch(planned, branch), wanted), branch)


@pytest.mark.parametrize("branch", ["B1", "B2", "B3"])
def test_other_grids(planned, branch):
    units = planned.units[planned.units["branch_id"] == branch]
    moves = {units.index[0]: units["grid_id"].iloc[-1]}
    cut = of_branch(planned, branch)
    _same(
        replan(planned, regridded(planned.units, Drawn(moves))),
        replan(cut, regridded(cut.units, Drawn(moves))),
        branch,
    )
