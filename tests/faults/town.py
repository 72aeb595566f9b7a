"""The tiny town as the trials use it: a workspace with everything in its database."""

from __future__ import annotations

import functools
import pickle
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from gridplan.access.scope import OPERATOR
from gridplan.model.plan import Layers, Plan
from gridplan.model.versions import version_id
from gridplan.storage.database.plans import save_plan
from gridplan.storage.folder import write_inputs
from gridplan.workspace.audited import audited
from gridplan.workspace.importing import import_paths
from gridplan.workspace.opening import Workspace
from tests.town import tiny_town

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
#: A plan is made once, by a process of its own: a solver leaves threads behind, which a fork does not survive.
PLAN, SOURCES = "plan.pickle", "sources"


def found(folder: Path) -> Workspace:
    """Make the workspace of the town, with as much as the trials look at: what is read counts as time, too."""
    town = tiny_town()
    bare = {name: getattr(town, name).iloc[:0] for name in ("merchants", "funnel", "products")}
    write_inputs(replace(town, layers=Layers(county=town.layers.county), **bare), folder)
    return Workspace.open(folder)


def lay_ground(where: Path, plan: Plan) -> None:
    """Write what the trials read: the plan, and two tables in three editions that tell so in their names."""
    (where / PLAN).write_bytes(pickle.dumps(plan))
    town = tiny_town()
    places = town.branches.geometry
    branches = pd.DataFrame(town.branches.drop(columns="geometry")).assign(lon=places.x, lat=places.y)
    for edition in (0, 1, 9):
        folder = where / SOURCES / str(edition)
        folder.mkdir(parents=True)
        for name, table in (("officers", town.officers), ("branches", branches)):
            told = table.assign(name=[f"{said} 第{edition}版" for said in table["name"]])
            told.to_csv(folder / f"{name}.csv", encoding="utf-8-sig")


def take_officers_and_branches(folder: Path, edition: int) -> list[str]:
    """Import two tables of one edition; tell the errors."""
    paths = sorted((folder.parent / SOURCES / str(edition)).iterdir())
    findings = import_paths(OPERATOR, Workspace.open(folder), paths, datum="wgs84")
    return [str(finding) for finding in findings if finding.severity == "E"]


@functools.cache
def plan_of(file: Path) -> Plan:
    """Open the plan that was made."""
    plan: Plan = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
    return plan


def store(folder: Path, edition: int) -> str:
    """Store the plan once more, with tables that tell the edition."""
    plan, now = plan_of(folder.parent / PLAN), NOW.replace(second=edition)
    told = plan.households.assign(households_n=plan.households["households_n"] + edition / 1000)
    units = plan.units.assign(name=[f"第{edition}版 {name}" for name in plan.units["name"]])
    meta = replace(plan.meta, plan_id=version_id(now), created_at=now.isoformat())
    with audited(OPERATOR, Workspace.open(folder), "plan_saved", subject=meta.plan_id, now=now) as act:
        save_plan(act.connection, replace(plan, meta=meta, households=told, units=units), account="operator", now=now)
    return meta.plan_id
