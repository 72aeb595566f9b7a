"""Who assists at a grid whose owner is away sees no household of it; who backs it up does."""

from dataclasses import replace

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.workspace.viewing import held_grids


def test_only_the_backup_sees_the_grid_of_an_owner_who_is_away(planned):
    grid = planned.grids.index[planned.grids["branch_id"] == "B1"][0]
    owner, backup = planned.grids.loc[grid, ["primary_officer_id", "backup_officer_id"]]
    row = pd.DataFrame([{"grid_id": grid, "officer_id": "B2-1", "role": "assistant", "why": "", "post": ""}])
    plan = replace(
        planned,
        officers=planned.officers.assign(on_leave=planned.officers.index == owner),
        assignments=pd.concat([planned.assignments, row], ignore_index=True),
    )
    assert grid in held_grids(Scope(Viewer.OFFICER, officer_id=backup), plan)
    assert grid not in held_grids(Scope(Viewer.OFFICER, officer_id="B2-1"), plan)
