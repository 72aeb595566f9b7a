"""A seeded bank: three branches, nine officers, ninety-six households whose ids can be looked for in any bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from gridplan.access.accounts import create_account
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan
from gridplan.storage.database.engine import open_database
from gridplan.storage.database.holdings import current_plan
from gridplan.storage.database.plans import save_plan
from gridplan.storage.folder import write_inputs
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import make_plan
from tests.town import tiny_town

CANARY = b"CANARY-HH-"
PASSWORD = "Sturdy-Bridge-7"
#: Sizes that cut the tiny town into several grids.
SMALL = "\n[plan]\neffort = 0.2\n[presets.town]\nhh_min = 16\nhh_max = 40\nhh_hard = [8, 60]\n"


def seeded_town() -> Inputs:
    town = replace(tiny_town(), synthetic=False)

    def renamed(table: pd.DataFrame) -> pd.DataFrame:
        return table.rename(index=lambda name: f"{CANARY.decode()}{name[1:]}")

    return replace(
        town,
        households=renamed(town.households),
        funnel=renamed(town.funnel),
        products=renamed(town.products),
    )


@dataclass(frozen=True)
class Bank:
    """The workspace, its plan, and an account for everybody; its name says who it is."""

    workspace: Workspace
    plan: Plan
    scopes: dict[str, Scope]

    def households_of(self, name: str) -> set[str]:
        """Say by hand, without any code of ours, which households an account may see."""
        scope, rows = self.scopes[name], self.plan.households
        if scope.viewer is Viewer.OFFICER:
            owned = self.plan.grids.index[self.plan.grids["primary_officer_id"] == scope.officer_id]
            return set(rows.index[rows["grid_id"].isin(owned)])
        if scope.viewer is Viewer.BRANCH_HEAD:
            return set(rows.index[rows["branch_id"].isin(scope.branch_ids)])
        return set()

    def foreign_to(self, name: str) -> set[str]:
        return set(self.plan.households.index) - self.households_of(name)


def seed(folder: Path) -> Bank:
    write_inputs(seeded_town(), folder)
    with (folder / "gridplan.toml").open("a", encoding="utf-8") as settings:
        settings.write(SMALL)
    workspace = Workspace.open(folder)
    plan = make_plan(OPERATOR, workspace)
    scopes = {
        "region": Scope(Viewer.REGIONAL_MANAGER, account="region"),
        "risk": Scope(Viewer.RISK_REVIEWER, account="risk"),
        "chief": Scope(Viewer.ADMINISTRATOR, account="chief"),
    }
    for branch in plan.branches.index:
        scopes[f"head-{branch}"] = Scope(Viewer.BRANCH_HEAD, frozenset({branch}), account=f"head-{branch}")
    for officer, branch in plan.officers["branch_id"].items():
        scopes[officer] = Scope(Viewer.OFFICER, frozenset({branch}), officer, officer)
    with open_database(folder).writing() as connection:
        if not current_plan(connection):
            save_plan(connection, plan, account="operator", now=datetime.now(UTC))
        for name, scope in scopes.items():
            create_account(
                connection, name=name, password=PASSWORD, role=scope.viewer, branch_ids=scope.branch_ids or (),
                officer_id=scope.officer_id, now=datetime.now(UTC),
            )  # fmt: skip
    return Bank(workspace, plan, scopes)
