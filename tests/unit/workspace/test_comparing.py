from datetime import UTC, datetime
from shutil import copytree

import numpy as np
import pandas as pd
import pytest

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import AccessError, StorageError
from gridplan.model.draft_steps import Drawn
from gridplan.workspace.comparing import _without_small_steps, compare_plans
from gridplan.workspace.drawing import store_draft
from gridplan.workspace.opening import Workspace

MANAGER = Scope(Viewer.REGIONAL_MANAGER)
HEAD = Scope(Viewer.BRANCH_HEAD, frozenset({"B1"}))


@pytest.fixture(scope="module")
def versions(tmp_path_factory, planned, stored_town):
    workspace = Workspace.open(copytree(stored_town, tmp_path_factory.mktemp("two") / "town"))
    number = planned.units["grid_id"].map(planned.units["grid_id"].value_counts())
    unit = next(u for u in planned.units.index[number > 1] if planned.units.at[u, "branch_id"] == "B1")
    grid = next(
        g for g in sorted(planned.units["grid_id"]) if g.startswith("B1") and g != planned.units.at[unit, "grid_id"]
    )
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return (
        workspace,
        planned.meta.plan_id,
        store_draft(OPERATOR, workspace, planned.meta.plan_id, "B1", Drawn({unit: grid}), now=moment),
        unit,
    )


def test_the_operator_sees_every_change(versions):
    workspace, one, other, unit = versions
    told = compare_plans(OPERATOR, workspace, one, other)
    assert (told.before, told.after) == (one, other)
    changed = told.units.index[told.units["grid_moved"]]
    assert list(changed) == [unit]
    assert "county" in set(told.indicators["level"])


def test_a_branch_head_sees_the_own_branch_alone(versions):
    workspace, one, other, _ = versions
    told = compare_plans(HEAD, workspace, one, other)
    assert set(told.units["branch_id_after"]) == {"B1"}
    assert set(told.totals.loc[told.totals["level"] == "branch", "id"]) == {"B1"}
    assert set(told.indicators.loc[told.indicators["level"] == "branch", "id"]) == {"B1"}
    assert "county" not in set(told.indicators["level"])


def test_a_manager_sees_totals(versions):
    workspace, one, other, _ = versions
    told = compare_plans(MANAGER, workspace, one, other)
    assert len(told.totals[told.totals["level"] == "branch"]) == 3
    assert told.totals.set_index("level").loc["all", "households_change"] == 0


@pytest.mark.parametrize("viewer", [Viewer.OFFICER, Viewer.ADMINISTRATOR, Viewer.RISK_REVIEWER])
def test_the_others_compare_nothing(versions, viewer):
    workspace, one, other, _ = versions
    with pytest.raises(AccessError):
        compare_plans(Scope(viewer, frozenset({"B1"}), "B1-1"), workspace, one, other)


def test_a_version_that_is_not_there_is_told(versions):
    workspace, one, *_ = versions
    with pytest.raises(StorageError):
        compare_plans(OPERATOR, workspace, one, "none")


def test_a_step_of_a_few_people_is_told_to_nobody_who_sees_totals():
    rows = [("resident", 3.0, 0.0), ("resident", 0.0, 9.0), ("registered", 3.0, 0.0), ("resident", 0.0, 0.0)]
    table = pd.DataFrame(rows, columns=["base", "numerator_change", "denominator_change"]).assign(value_before=0.5)
    shown = _without_small_steps(table, 5)
    assert list(np.isnan(shown["value_before"])) == [True, False, False, False]
