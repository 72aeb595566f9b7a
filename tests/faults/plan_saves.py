"""Plan versions are stored; those that were acknowledged can be opened, and no other but the last one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridplan.access.scope import OPERATOR
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_versions, view_plan
from tests.faults.soundness import faults_of
from tests.faults.town import found, store


def prepare(folder: Path) -> None:
    found(folder)
    store(folder, 0)


def act(folder: Path, told: Callable[[str], object]) -> None:
    for edition in (1, 2, 3):
        told(store(folder, edition))


def look(folder: Path, acks: list[str]) -> list[str]:
    workspace = Workspace.open(folder)
    ids = list(plan_versions(OPERATOR, workspace)["plan_id"])
    wrong = [f"lost: {plan_id}" for plan_id in acks if plan_id not in ids]
    wrong += [] if len(ids) - len(acks) in {1, 2} else [f"{len(ids)} versions after {len(acks)} were acknowledged"]
    for plan_id in ids:
        plan = view_plan(OPERATOR, workspace, plan_id)
        editions = {name.partition(" ")[0] for name in plan.units["name"]}
        shares = set((plan.households["households_n"] % 1).round(3))
        wrong += [] if len(editions) == len(shares) == 1 and len(plan.grids) else [f"{plan_id} is a mixture"]
    store(folder, 9)
    return wrong + faults_of(folder)
