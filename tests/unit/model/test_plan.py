import dataclasses

import pytest

from gridplan.errors import SettingsError
from gridplan.model.plan import PRESETS, PlanParams, with_presets


@pytest.mark.parametrize(
    "dials", [{"tolerance": 0}, {"tolerance": 1.5}, {"objective": "luck"}, {"effort": 0}, {"detour": 0.5}]
)
def test_dials_out_of_range_are_refused(dials):
    with pytest.raises(SettingsError):
        PlanParams(**dials)


def test_a_plan_is_made_once():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PlanParams().seed = 1


def test_a_changed_plan_has_base_grids_and_owners_of_its_own(planned):
    grid = planned.base.index[0]
    assert set(planned.grids.loc[planned.base.index, "kind"]) == {"base"}
    assert planned.owners[grid] == planned.grids.at[grid, "primary_officer_id"]
    changed = dataclasses.replace(
        planned, grids=planned.grids.drop(index=grid), assignments=planned.assignments.iloc[:0]
    )
    assert grid not in changed.base.index
    assert changed.owners.empty


def test_presets_fill_only_what_is_missing(town):
    branches = town.branches.copy()
    branches.loc["B1", "coverage_radius_m"] = float("nan")
    filled = with_presets(branches, PRESETS)
    assert filled.loc["B1", "coverage_radius_m"] == PRESETS["town"].radius_m
    assert filled.loc["B2", "coverage_radius_m"] == 1_200
