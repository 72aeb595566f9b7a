"""A seeded bank: three branches, nine officers, ninety-six households whose ids can be looked for in any bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from gridplan.access.accounts import create_account, find_account
from gridplan.access.passwords import hash_password
from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.access.sessions import open_session
from gridplan.maps.shapes import PER_DEGREE
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


@cache
def _hash() -> str:
    """Hash the one password of all once; that takes its time on purpose."""
    return hash_password(PASSWORD)


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

    @cached_property
    def places(self) -> dict[tuple[int, int], str]:
        """Household by its place in hundred-thousandths of a degree, as maps have it."""
        rows = self.plan.households.to_crs(4326)
        x, y = (PER_DEGREE * rows.geometry.x).round().astype(int), (PER_DEGREE * rows.geometry.y).round().astype(int)
        return dict(zip(zip(x, y, strict=True), rows.index, strict=True))

    def seen_in(self, content: bytes) -> set[str]:
        """Find every household whose id or place stands in some bytes, whatever they are."""
        ids = {found.decode() for found in re.findall(CANARY + rb"\d{3}", content)}
        pairs = re.findall(rb"(?<!\d)(\d{7,8})\s*,\s*(\d{6,7})(?!\d)", content)
        return ids | {self.places[place] for x, y in pairs if (place := (int(x), int(y))) in self.places}

    def newcomer(self, name: str, scope: Scope) -> str:
        """Make one more account, for a test that spoils it."""
        hashed = patch("gridplan.access.accounts.hash_password", return_value=_hash())
        with open_database(self.workspace.path).writing() as connection, hashed:
            create_account(
                connection, name=name, password=PASSWORD, role=scope.viewer, branch_ids=scope.branch_ids or (),
                officer_id=scope.officer_id, now=datetime.now(UTC),
            )  # fmt: skip
        return name

    def session_of(self, name: str) -> str:
        """Open a session without the door; the door has tests of its own."""
        with open_database(self.workspace.path).writing() as connection:
            return open_session(connection, find_account(connection, name), now=datetime.now(UTC))

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
    seeded = Bank(workspace, plan, scopes)
    for name, scope in scopes.items():
        seeded.newcomer(name, scope)
    return seeded
