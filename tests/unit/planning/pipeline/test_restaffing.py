"""People chosen by hand: what was chosen stands, all else stays, and what breaks a rule is told."""

from __future__ import annotations

import pandas as pd
import pytest

from gridplan.errors import InfeasibleError
from gridplan.planning.pipeline.restaffing import BY_HAND, Pair, restaff


def _swapped(plan):
    """A grid of a branch with two officers, and its two people the other way round."""
    grids = plan.grids[(plan.grids["kind"] == "base") & (plan.grids["backup_officer_id"] != "")]
    grid = grids.index[0]
    return grid, Pair(grids.at[grid, "backup_officer_id"], grids.at[grid, "primary_officer_id"])


def test_owner_and_backup_are_those_chosen_and_nobody_else_moves(planned):
    grid, pair = _swapped(planned)
    changed = restaff(planned, {grid: pair})
    assert tuple(changed.grids.loc[grid, ["primary_officer_id", "backup_officer_id"]]) == pair
    others = planned.grids.index != grid
    columns = ["primary_officer_id", "backup_officer_id"]
    pd.testing.assert_frame_equal(changed.grids.loc[others, columns], planned.grids.loc[others, columns])
    pd.testing.assert_series_equal(changed.units["grid_id"], planned.units["grid_id"])


def test_hours_follow_the_owner(planned):
    grid, pair = _swapped(planned)
    changed = restaff(planned, {grid: pair})
    hours = planned.grids.at[grid, "workload_h"]
    gained = changed.officers["workload_h"] - planned.officers["workload_h"]
    assert gained[pair.primary] == pytest.approx(hours)
    assert gained[pair.backup] == pytest.approx(-hours)


def test_the_reason_says_by_hand_and_the_gap_is_no_longer_proved(planned):
    grid, pair = _swapped(planned)
    changed = restaff(planned, {grid: pair})
    mine = changed.assignments[changed.assignments["grid_id"] == grid]
    assert set(mine.loc[mine["role"].isin(["primary", "backup"]), "why"]) == {BY_HAND}
    assert pd.isna(changed.branches.at[planned.grids.at[grid, "branch_id"], "staff_gap"])


def test_the_same_people_again_change_nothing(planned):
    grid, pair = _swapped(planned)
    again = restaff(planned, {grid: Pair(pair.backup, pair.primary)})
    assert set(map(tuple, again.assignments.to_numpy())) == set(map(tuple, planned.assignments.to_numpy()))


def test_somebody_of_another_branch_is_a_finding(planned):
    grid, pair = _swapped(planned)
    branch = planned.grids.at[grid, "branch_id"]
    stranger = planned.officers.index[planned.officers["branch_id"] != branch][0]
    changed = restaff(planned, {grid: Pair(stranger, pair.primary)})
    assert "S03" in set(changed.findings["rule"])


@pytest.mark.parametrize(
    ("grid", "pair", "word"),
    [
        ("nowhere", Pair("O1", "O2"), "no base grid"),
        (None, Pair("nobody", "O1"), "no officer nobody"),
        (None, Pair("same", "same"), "two people"),
    ],
)
def test_what_makes_no_sense_is_refused(planned, grid, pair, word):
    known, people = _swapped(planned)
    pair = Pair(people.primary, people.primary) if pair.primary == "same" else pair
    with pytest.raises(InfeasibleError, match=word):
        restaff(planned, {grid or known: pair})
