"""Write a plan out, through the same scope as the screens."""

from __future__ import annotations

from pathlib import Path

from gridplan.access.aggregates import K_EXPORT
from gridplan.access.scope import Scope, Viewer
from gridplan.errors import SettingsError
from gridplan.maps.compose import plan_map
from gridplan.maps.offline import save_html
from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports import EXPORTS
from gridplan.workspace.audited import audited
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import narrow, view_plan

FORMATS = ("html", *EXPORTS)
#: Reviewers have their desk and administrators the accounts; neither takes plans away.
_MAY = (Viewer.OPERATOR, Viewer.REGIONAL_MANAGER, Viewer.BRANCH_HEAD, Viewer.OFFICER)


def export_plan(
    scope: Scope, workspace: Workspace, form: str, path: Path, *, lang: str = "zh", plan_id: str | None = None
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

    Returns
    -------
    path
        The file.

    Raises
    ------
    AccessError
        If the scope may take no plan away.
    SettingsError
        If the format is unknown.
    """
    scope.require(*_MAY, task="take a plan away")
    if form not in FORMATS:
        raise SettingsError(f"no format {form}; choose from {', '.join(FORMATS)}")
    return write_plan(scope, workspace, view_plan(scope, workspace, plan_id), form, path, lang=lang)


def write_plan(scope: Scope, workspace: Workspace, plan: Plan, form: str, path: Path, *, lang: str = "zh") -> Path:
    """
    Write a plan that is open as one file; the audit tells who took what out.

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
    lang
        Language of headers and labels.

    Returns
    -------
    path
        The file.
    """
    scope.require(*_MAY, task="take a plan away")
    seen = narrow(scope, plan)
    if not scope.sees_households:
        # a file is harder to take back than a screen, so it says less
        seen = view_plan(scope, workspace, plan.meta.plan_id, k=K_EXPORT)
    # the entry first: a file that nobody wrote does no harm, one that no entry tells of does
    with audited(scope, workspace, "exported", subject=plan.meta.plan_id) as act:
        act.detail = {"form": form, "households": len(seen.households)}
    if form == "html":
        with replacing(path) as beside:
            save_html(plan_map(seen, lang=lang), beside)
    else:
        EXPORTS[form].export(seen, path, lang)
    return path
