"""Which version of the plan is open."""

from __future__ import annotations

import streamlit as st

from gridplan.access.scope import Scope, Viewer
from gridplan.locale import gettext
from gridplan.model.words import PlanState
from gridplan.pages.choices import choose
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_versions


def choose_version(scope: Scope, workspace: Workspace, plan_id: str, lang: str, *, newest: bool) -> str:
    """
    Let those who draw and approve choose among the versions; everybody else works by the current one.

    Parameters
    ----------
    scope
        Who is looking.
    workspace
        The county.
    plan_id
        The current version.
    lang
        `zh` or `en`.
    newest
        Whether the newest version is the first choice, as where grids are drawn.

    Returns
    -------
    plan_id
        The version to show.
    """
    if scope.viewer not in {Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER}:
        return plan_id
    versions = plan_versions(scope, workspace)
    offered = (versions["state"] != str(PlanState.RETIRED)) | (versions["plan_id"] == plan_id)
    states = versions[offered].set_index("plan_id")["state"]
    if len(states) < 2:  # noqa: PLR2004 # there is nothing to choose
        return plan_id
    first = str(states.index[0]) if newest else plan_id
    order = [first, *(str(name) for name in states.index if name != first)]
    with st.sidebar:
        return choose(
            f"version-{newest}",
            gettext("Version of the plan", lang),
            order,
            lambda name: f"{name} · {PlanState(states[name]).label(lang)}",
            link="" if newest else "plan",
        )
