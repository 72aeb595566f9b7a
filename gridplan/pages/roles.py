"""Take a role: in the demo county one chooses it; elsewhere the account says it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from gridplan.access.scope import Scope, Viewer
from gridplan.locale import gettext
from gridplan.model.plan import Plan
from gridplan.pages.choices import choose
from gridplan.workspace.opening import Workspace

ROLES = {
    Viewer.REGIONAL_MANAGER: "Regional manager",
    Viewer.BRANCH_HEAD: "Branch head",
    Viewer.OFFICER: "Officer",
}


def choose_role(workspace: Workspace, plan: Plan, viewers: tuple[Viewer, ...], lang: str) -> Scope:
    """
    Let the viewer of the demo county choose a role.

    Parameters
    ----------
    workspace
        The demo county.
    plan
        Its plan.
    viewers
        Roles of the page, the most usual first.
    lang
        `zh` or `en`.

    Returns
    -------
    scope
        The scope of that role.
    """
    workspace.demo_scope(Viewer.REGIONAL_MANAGER)
    with st.sidebar:
        named = {str(viewer): gettext(ROLES[viewer], lang) for viewer in viewers}
        label = gettext("Role (demo)", lang)
        viewer = Viewer(choose("role", label, list(named), named.__getitem__, across=True, link="role"))
    if viewer is Viewer.REGIONAL_MANAGER:
        return workspace.demo_scope(viewer)
    one, other = st.columns(2) if viewer is Viewer.OFFICER else (st.sidebar, st.sidebar)
    if viewer is Viewer.BRANCH_HEAD and viewers[0] is Viewer.BRANCH_HEAD:
        one = st.container()
    with one:
        branch_id = choose_branch(list(plan.branches.index), plan, lang)
    if viewer is Viewer.BRANCH_HEAD:
        return workspace.demo_scope(viewer, branch_id=branch_id)
    with other:
        officers = plan.officers[plan.officers["branch_id"] == branch_id]["name"]
        officer_id = choose(
            "officer", gettext("Officer", lang), list(officers.index), officers.__getitem__, across=True, link="officer"
        )
    return workspace.demo_scope(viewer, branch_id=branch_id, officer_id=officer_id)


def choose_branch(branches: list[str], plan: Plan, lang: str) -> str:
    """
    Let the viewer choose a branch; the choice goes along to the next page.

    Parameters
    ----------
    branches
        Those to choose from; a single one is taken without asking.
    plan
        The plan that names them.
    lang
        `zh` or `en`.

    Returns
    -------
    branch_id
        The branch.
    """
    names: pd.Series = plan.branches["name"]
    if len(branches) == 1:
        return branches[0]
    return choose("branch", gettext("Branch", lang), branches, names.__getitem__, across=True, link="branch")
