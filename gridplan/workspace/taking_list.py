"""Take a list of households along where there is no network: through the scope, and told to the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.geo.degrees import in_degrees
from gridplan.model.bank_time import bank_day, zoned_clock
from gridplan.model.plan import Plan
from gridplan.model.visits import NEVER, next_step
from gridplan.model.words import Care, Segment, Stage
from gridplan.storage.exports.route_card import route_page, route_points
from gridplan.storage.exports.wording import SYNTHETIC
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace

FORMS = ("html", "gpx")


def take_list(
    scope: Scope,
    workspace: Workspace,
    plan: Plan,
    stops: Mapping[str, float],
    form: str,
    *,
    lang: str = "zh",
    now: datetime | None = None,
) -> bytes:
    """
    Write the households of a day as one file; it names nobody and holds no telephone.

    Parameters
    ----------
    scope
        The officer who takes it along.
    workspace
        The county.
    plan
        The plan in view, with its visits.
    stops
        Metres from the stop before, by household, in the order of the way.
    form
        One of `FORMS`.
    lang
        `zh` or `en`.
    now
        The moment; by default the present.

    Returns
    -------
    content
        What is in the file.

    Raises
    ------
    AccessError
        If the scope is no officer's, or a household is not in view.
    SettingsError
        If the form is unknown.
    """
    scope.require(Viewer.OFFICER, task="take a list along")
    if form not in FORMS:
        raise SettingsError("no format {given}; choose from {options}", given=form, options=", ".join(FORMS))
    if not set(stops) <= set(plan.households.index):
        raise AccessError("a list holds the households in view alone")
    moment = now or datetime.now(UTC)
    table = _table(plan, stops, lang)
    title = f"{plan.officers['name'].get(scope.officer_id, scope.officer_id)} · {bank_day(moment)}"
    notes = (f"{scope.account} · {zoned_clock(moment)}", plan.meta.plan_id, SYNTHETIC if plan.meta.synthetic else "")
    with audited(scope, workspace, "list_taken", subject=str(scope.officer_id), now=moment) as act:
        act.detail = {"form": form, "households": len(stops)}
    return (
        route_page(table, lang, title=title, notes=notes)
        if form == "html"
        else route_points(table, title=title, notes=notes)
    )


def _table(plan: Plan, stops: Mapping[str, float], lang: str) -> pd.DataFrame:
    rows = plan.households.loc[list(stops)]
    places = in_degrees(rows.geometry)
    due = rows["due"].where(rows["due"] != NEVER, "")
    steps = next_step(rows)
    return pd.DataFrame(
        {
            "household_id": rows.index,
            "village": rows["unit_id"].map(plan.units["name"]).fillna(""),
            "segment": [Segment(code).label(lang) for code in rows["segment"]],
            "care": [Care(code).label(lang) for code in rows["care"]],
            "next": [Stage(code).label(lang) if code else "" for code in steps],
            "last_visit": rows["last_visit"],
            "due": due,
            "off_m": [f"{metres:,.0f}" for metres in stops.values()],
            "lon": places.x,
            "lat": places.y,
        }
    )
