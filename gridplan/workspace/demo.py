"""The demo county: made on first use, with a history, then opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.model.bank_time import BANK_TIME
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Plan
from gridplan.model.words import Care
from gridplan.qinghe import county
from gridplan.qinghe.history import funnel_before, products_before, visits
from gridplan.qinghe.notices import notice_settings
from gridplan.qinghe.parameters import demo_numbers
from gridplan.storage.database.batches import new_batch
from gridplan.storage.database.tables import store_tables
from gridplan.storage.database.visits import add_history
from gridplan.storage.folder import write_inputs
from gridplan.storage.settings import FILE
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import DEMO_FOLDER, Progress, Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import plan_in_use

#: Months of which the marks of households are known.
_MONTHS = 6
_MONTH = timedelta(days=30)


def demo_workspace(
    scope: Scope, path: Path | None = None, *, now: datetime | None = None, progress: Progress | None = None
) -> Workspace:
    """
    Open the demo county; make it first where it isn't there yet.

    Parameters
    ----------
    scope
        Who asks; everybody may open the invented county.
    path
        Its folder; by default `demo-county` in the present folder.
    now
        The moment; by default the present.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    workspace
        The demo county, labelled synthetic, with what was known of its households in the months before.
    """
    folder = path or DEMO_FOLDER
    if (folder / FILE).exists():
        return Workspace.open(folder)
    if progress:
        progress("demo county", 0.0)
    inputs = county()
    write_inputs(inputs, folder)
    with (folder / FILE).open("a", encoding="utf-8") as settings:
        settings.write(notice_settings(inputs.branches.index, inputs.officers.index))
    workspace = Workspace.open(folder)
    _remember(scope, workspace, inputs, now or datetime.now(UTC))
    return workspace


def plan_demo(
    scope: Scope, workspace: Workspace, *, now: datetime | None = None, progress: Progress | None = None
) -> Plan:
    """
    Plan the demo county for the first time, and tell of the visits of the year before.

    Parameters
    ----------
    scope
        Who asks; the operator alone.
    workspace
        The demo county.
    now
        The moment; by default the present.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    plan
        The plan; the visits change none of its figures.

    Raises
    ------
    AccessError
        If the scope may not.
    """
    scope.require(Viewer.OPERATOR, task="plan the demo county")
    moment, planned = now or datetime.now(UTC), plan_in_use(scope, workspace)
    plan = make_plan(scope, workspace, now=moment, progress=progress)
    if not planned:
        made = visits(_served(plan), _seed(), moment)
        with audited(scope, workspace, "visits_sent", subject="demo", now=moment) as act:
            act.detail = {"stored": add_history(act.connection, made)}
    return plan


def _seed() -> int:
    return int(demo_numbers()["county"]["seed"])


def _served(plan: Plan) -> pd.DataFrame:
    held = plan.households.sort_index()
    owner = held["grid_id"].map(plan.grids["primary_officer_id"]).fillna("")
    often = sum(held["branch_id"].map(plan.branches[f"freq_{care}"]).where(held["care"] == care, 0.0) for care in Care)
    return pd.DataFrame(held[["grid_id", "visited"]]).assign(officer_id=owner, visits=often)


def _remember(scope: Scope, workspace: Workspace, inputs: Inputs, now: datetime) -> None:
    """Take in what the bank's system said at the beginning of each of the last months."""
    begun = pd.Timestamp(now.astimezone(BANK_TIME)).replace(day=1, hour=0, minute=0)
    for back in range(_MONTHS, 0, -1):
        moment = (begun - pd.DateOffset(months=back - 1)).to_pydatetime()
        months = (now - moment) / _MONTH
        tables = {
            "funnel": funnel_before(inputs.funnel, months, _seed()),
            "products": products_before(inputs.products, months, _seed()),
        }
        rows = {name: len(table) for name, table in tables.items()}
        with audited(scope, workspace, "imported", subject="demo", now=moment) as act:
            batch = new_batch(act.connection, at=act.now, account=scope.account, files={}, rows=rows)
            store_tables(act.connection, tables, batch_id=batch, now=act.now)
            act.detail = {"rows": rows}
