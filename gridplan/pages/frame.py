"""What every page stands in: language, role, the open plan, and errors that speak plainly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.errors import FindingsError, GridPlanError, InputError
from gridplan.locale import gettext, refusal
from gridplan.maps.text import safe
from gridplan.model.plan import Plan
from gridplan.pages import PAGES
from gridplan.pages.entrance import Guest, welcome
from gridplan.pages.no_plan import invite
from gridplan.pages.progress import at_work
from gridplan.pages.roles import choose_role
from gridplan.pages.versions import choose_version, tell_saved
from gridplan.workspace.demo import demo_workspace, plan_demo
from gridplan.workspace.opening import DEMO_FOLDER, Workspace
from gridplan.workspace.planning import make_plan
from gridplan.workspace.viewing import leave_in_view, plan_in_use, view_plan


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
    plan
        The plan through the scope.
    lang
        `zh` or `en`.
    away
        Officers on leave, where that changes what is in view.
    """

    workspace: Workspace
    scope: Scope
    plan: Plan
    lang: str
    away: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """
        Name the scope and the plan, so that nothing cached for one viewer reaches another.

        Returns
        -------
        key
            Workspace, plan, all of the scope, and whose leave it depends on.
        """
        away = f"|{json.dumps(self.away)}" if self.away else ""
        return f"{self.workspace.path}|{self.plan.meta.plan_id}|{self.scope.view_key}{away}"

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

    def refusal(self, error: GridPlanError) -> str:
        """
        Say in the viewer's language what was refused.

        Parameters
        ----------
        error
            What was raised.

        Returns
        -------
        text
            The text on screen.
        """
        return refusal(error, self.lang)

    def base(self, code: object) -> str:
        """
        Name what a figure is divided by.

        Parameters
        ----------
        code
            Its code, such as `registered` or `farthest_fifth`.

        Returns
        -------
        name
            The text on screen.
        """
        return self.say(str(code)).replace("_", " ")


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
        st.error(f"{gettext('This can not be shown', lang)}: {refusal(error, lang)}")
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
    lang = str(st.session_state.get("lang", "zh"))
    page = next(page for page in PAGES if page.name == name)
    guest = welcome(lang)
    with plain_errors(lang):
        workspace = _workspace(str(Workspace.chosen_folder()), lang)
        plan_id = _current(workspace, lang)
        scope = _scope(guest, workspace, plan_id, page.viewers, lang)
        plan_id = choose_version(scope, workspace, plan_id, lang, page=name)
        away = tuple(leave_in_view(scope, workspace))
        with at_work(gettext("Opening the plan", lang)):
            plan = seen(str(workspace.path), plan_id, (scope.view_key, *away), scope)
    _heading(plan, page.title, lang)
    tell_saved(lang)
    return Frame(workspace, scope, plan, lang, away)


@st.cache_resource(show_spinner=False)
def _workspace(folder: str, lang: str) -> Workspace:
    with st.spinner(gettext("Opening the county", lang)):
        return demo_workspace(OPERATOR, Path(folder)) if Path(folder) == DEMO_FOLDER else Workspace.open(folder)


def _current(workspace: Workspace, lang: str) -> str:
    """Plan the demo county on first use; any other is planned at the command line."""
    plan_id = plan_in_use(OPERATOR, workspace)
    if plan_id:
        return plan_id
    if workspace.settings.synthetic:
        text = gettext("Planning the county for the first time, about a minute", lang)
        # an empty county has nothing to plan, and says so in its findings
        with suppress(FindingsError, InputError), st.spinner(text):
            make = plan_demo if workspace.path == DEMO_FOLDER else make_plan
            return make(OPERATOR, workspace).meta.plan_id
    return invite(lang)


@st.cache_resource(show_spinner=False, max_entries=64)
def seen(folder: str, plan_id: str, view_key: tuple[str, ...], _scope: Scope) -> Plan:
    """
    Keep what one scope sees of one version.

    Parameters
    ----------
    folder
        The workspace.
    plan_id
        The version.
    view_key
        All that decides what is in view: the scope, and who is on leave.
    _scope
        The scope itself.

    Returns
    -------
    plan
        The plan in view.
    """
    del view_key
    return view_plan(_scope, Workspace.open(folder), plan_id or None)


def _scope(guest: Guest, workspace: Workspace, plan_id: str, viewers: tuple[Viewer, ...], lang: str) -> Scope:
    """Take the role of the account; the demo county alone lets one choose."""
    if guest.scope is None:
        totals = workspace.demo_scope(Viewer.REGIONAL_MANAGER)
        with at_work(gettext("Opening the plan", lang)):
            plan = seen(str(workspace.path), plan_id, (totals.view_key,), totals)
        return choose_role(workspace, plan, viewers, lang)
    guest.scope.require(*viewers, task="open this page")
    return guest.scope


def _heading(plan: Plan, title: str, lang: str) -> None:
    meta = plan.meta
    mark = "<span class='gp-mark'>合成数据 · synthetic data</span>" if meta.synthetic else ""
    name = f"{safe(meta.county)} · {safe(gettext('Plan', lang))} {safe(meta.plan_id)}"
    st.html(f"<div class='gp-head'><h1>{safe(gettext(title, lang))}</h1><span>{name}</span>{mark}</div>")
