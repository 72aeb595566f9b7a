"""What every page stands in: language, role, the open plan, and errors that speak plainly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import streamlit as st

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import GridPlanError
from gridplan.locale import gettext
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.pages import PAGES
from gridplan.pages.entrance import Guest, welcome
from gridplan.pages.roles import choose_role
from gridplan.pages.style import STYLE
from gridplan.workspace.demo import demo_workspace
from gridplan.workspace.opening import DEMO_FOLDER, Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import narrow, plan_versions, view_plan


@dataclass(frozen=True)
class Frame:
    """
    An open plan as one viewer sees it, in one language.

    Attributes
    ----------
    workspace
        The county.
    scope
        Who is looking.
    whole
        The whole plan, for changes alone; what is shown is `plan`.
    lang
        `zh` or `en`.
    """

    workspace: Workspace
    scope: Scope
    whole: Plan
    lang: str

    @cached_property
    def plan(self) -> Plan:
        """
        Cut the plan to what the viewer may see.

        Returns
        -------
        plan
            The plan through the scope.
        """
        return narrow(self.scope, self.whole)

    @property
    def key(self) -> str:
        """
        Name the scope and the plan, so that nothing cached for one viewer reaches another.

        Returns
        -------
        key
            Workspace, plan and all of the scope.
        """
        return f"{self.workspace.path}|{self.whole.meta.plan_id}|{self.scope.cache_key}"

    def say(self, text: str) -> str:
        """
        Put a text into the viewer's language.

        Parameters
        ----------
        text
            The English text.

        Returns
        -------
        text
            The text on screen.
        """
        return gettext(text, self.lang)


@contextmanager
def plain_errors(lang: str) -> Iterator[None]:
    """
    Show errors of ours as a message, and end the page there.

    Parameters
    ----------
    lang
        `zh` or `en`.

    Yields
    ------
    nothing
        The page is drawn inside.
    """
    try:
        yield
    except GridPlanError as error:
        st.error(f"{gettext('This can not be shown', lang)}: {error}")
        st.stop()


def open_frame(name: str) -> Frame:
    """
    Open the plan for a page as its viewer sees it, and show what the data is.

    Parameters
    ----------
    name
        Name of the page.

    Returns
    -------
    frame
        The plan in view.
    """
    st.html(STYLE)
    lang = str(st.session_state.get("lang", "zh"))
    page = next(page for page in PAGES if page.name == name)
    guest = welcome(lang)
    with plain_errors(lang):
        workspace = _workspace(str(Workspace.chosen_folder()), lang)
        whole = _whole(str(workspace.path), _newest(workspace, lang))
        scope = _scope(guest, workspace, whole, page.viewers, lang)
    _heading(whole, page.title, lang)
    return Frame(workspace, scope, whole, lang)


@st.cache_resource(show_spinner=False)
def _workspace(folder: str, lang: str) -> Workspace:
    with st.spinner(gettext("Opening the county", lang)):
        return demo_workspace(OPERATOR, Path(folder)) if Path(folder) == DEMO_FOLDER else Workspace.open(folder)


def _newest(workspace: Workspace, lang: str) -> str:
    """Plan the demo county on first use; any other is planned at the command line."""
    versions = plan_versions(OPERATOR, workspace)
    if versions.empty and workspace.settings.synthetic:
        with st.spinner(gettext("Planning the county for the first time, about a minute", lang)):
            return make_plan(OPERATOR, workspace).meta.plan_id
    return "" if versions.empty else str(versions["plan_id"].iloc[0])


@st.cache_resource(show_spinner=False, max_entries=3)
def _whole(folder: str, plan_id: str) -> Plan:
    return view_plan(OPERATOR, Workspace.open(folder), plan_id or None)


def _scope(guest: Guest, workspace: Workspace, plan: Plan, viewers: tuple[Viewer, ...], lang: str) -> Scope:
    """Take the role of the account; the demo county alone lets one choose."""
    if guest.scope is None:
        return choose_role(workspace, plan, viewers, lang)
    guest.scope.require(*viewers, task="open this page")
    return guest.scope


def _heading(plan: Plan, title: str, lang: str) -> None:
    meta = plan.meta
    mark = "<span class='gp-mark'>合成数据 · synthetic data</span>" if meta.synthetic else ""
    name = f"{safe(meta.county)} · {safe(gettext('Plan', lang))} {safe(meta.plan_id)}"
    st.html(f"<div class='gp-head'><h1>{safe(gettext(title, lang))}</h1><span>{name}</span>{mark}</div>")
