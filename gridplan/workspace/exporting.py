"""Write a plan out, through the same scope as the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

from gridplan.access.aggregates import K_EXPORT
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import AccessError, SettingsError
from gridplan.maps.measures import MEASURES
from gridplan.maps.shading import shaded_grids
from gridplan.model.plan import Plan
from gridplan.model.words import Datum
from gridplan.storage.exports import EXPORTS
from gridplan.storage.exports.taking import Shading, Taking
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace
from gridplan.workspace.ordered_file import OrderedFile
from gridplan.workspace.saved_view import SavedView
from gridplan.workspace.viewing import held_grids, narrow, view_plan

FORMATS = ("html", *EXPORTS)
#: Reviewers have their desk and administrators the accounts; neither takes plans away.
MAY = (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OFFICER)


def export_plan(
    scope: Scope,
    workspace: Workspace,
    form: str,
    path: Path,
    *,
    lang: str = "zh",
    plan_id: str | None = None,
    datum: str = "",
    branch_id: str | None = None,
    by: str = "",
) -> Path:
    """
    Write a stored plan as one file.

    Parameters
    ----------
    scope
        Who asks; what it may not see is not written.
    workspace
        The county.
    form
        One of `FORMATS`.
    path
        The file to write; its folder is made.
    lang
        Language of headers and labels.
    plan_id
        Version; by default the one in use.
    datum
        Datum of the coordinates in `kml` and `csv`; by default WGS-84.
    branch_id
        The branch that is drawn; by default the county, or the branch of a branch head or officer.
    by
        Indicator that grids of `poster` and `png` are coloured by; by default neighbours are told apart. That of
        `html` is by default coverage by road.

    Returns
    -------
    path
        The file.

    Raises
    ------
    AccessError
        If the scope may take no plan away.
    SettingsError
        If the format, the datum, the branch or the indicator is unknown.
    """
    scope.require(*MAY, task="take a plan away")
    if form not in FORMATS:
        raise SettingsError("no format {given}; choose from {options}", given=form, options=", ".join(FORMATS))
    plan = view_plan(scope, workspace, plan_id)
    return write_plan(scope, workspace, plan, form, path, lang=lang, datum=datum, branch_id=branch_id, by=by)


class Wish(TypedDict, total=False):
    """What may be wished of a file; `order_plan` says what each means."""

    lang: str
    datum: str
    branch_id: str | None
    by: str
    view: SavedView | None
    now: datetime | None


def write_plan(scope: Scope, workspace: Workspace, plan: Plan, form: str, path: Path, **wish: Unpack[Wish]) -> Path:
    """
    Write a plan that is open as one file.

    Parameters
    ----------
    scope
        Who asks; what it may not see is not written.
    workspace
        The county.
    plan
        The plan.
    form
        One of `FORMATS`.
    path
        The file to write; its folder is made.
    **wish
        What `order_plan` takes.

    Returns
    -------
    path
        The file.
    """
    return order_plan(scope, workspace, plan, form, **wish).put(path)


def order_plan(
    scope: Scope,
    workspace: Workspace,
    plan: Plan,
    form: str,
    *,
    lang: str = "zh",
    datum: str = "",
    branch_id: str | None = None,
    by: str = "",
    view: SavedView | None = None,
    now: datetime | None = None,
) -> OrderedFile:
    """
    Order a plan that is open as one file; the audit tells who took what out.

    Parameters
    ----------
    scope
        Who asks; what it may not see is not written.
    workspace
        The county.
    plan
        The plan.
    form
        One of `FORMATS`.
    lang
        Language of headers and labels.
    datum
        Datum of the coordinates in `kml` and `csv`; by default WGS-84.
    branch_id
        The branch that is drawn; by default the county, or the branch of a branch head or officer.
    by
        Indicator that grids of `poster` and `png` are coloured by; by default neighbours are told apart. That of
        `html` is by default coverage by road.
    view
        What the screen shows, for maps to show the same; by default `by` alone is known.
    now
        The moment; by default the present.

    Returns
    -------
    order
        All that the file is made of.

    Raises
    ------
    AccessError
        If the scope may take no plan away, or not that branch.
    SettingsError
        If nobody knows the datum, the branch or the indicator.
    """
    scope.require(*MAY, task="take a plan away")
    taking = _taking(scope, workspace, plan, datum=datum, branch_id=branch_id, now=now)
    seen = narrow(scope, plan)
    if not scope.sees_households:
        # a file is harder to take back than a screen, so it says less
        seen = view_plan(scope, workspace, plan.meta.plan_id, k=K_EXPORT)
    view = view or SavedView(by or SavedView.indicator)
    if by:
        taking = replace(taking, shading=_shading(view.on_base(seen), by, lang))
    # the entry first: a file that nobody wrote does no harm, one that no entry tells of does
    with audited(scope, workspace, "exported", subject=plan.meta.plan_id) as act:
        act.detail = {"form": form, "households": len(seen.households)}
    return OrderedFile(seen, form, lang, taking, view)


def _shading(plan: Plan, by: str, lang: str) -> Shading:
    if by not in MEASURES:
        raise SettingsError("no indicator {given}; choose from {options}", given=by, options=", ".join(MEASURES))
    return Shading(*shaded_grids(plan, by, lang))


def _taking(
    scope: Scope, workspace: Workspace, plan: Plan, *, datum: str, branch_id: str | None, now: datetime | None
) -> Taking:
    own = sorted(scope.branch_ids or ())
    drawn = branch_id or (own[0] if len(own) == 1 else None)
    if drawn is not None and drawn not in plan.branches.index:
        raise SettingsError("there is no branch {branch} in this plan", branch=drawn)
    if drawn is not None and not scope.sees_branch(drawn):
        raise AccessError("{viewer} may not take {branch} away", viewer=scope.viewer, branch=drawn)
    told = workspace.settings
    return Taking(
        scope.account,
        now or datetime.now(UTC),
        datum or str(Datum.WGS84),
        drawn,
        held_grids(scope, plan) if scope.viewer is Viewer.OFFICER else None,
        complaint_line=told.complaint_line,
        phones=told.phones,
    )
