"""What a page stands in that needs no plan: the county may be empty yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from gridplan.access.scope import OPERATOR, Scope, Viewer
from gridplan.locale import gettext
from gridplan.maps.text import safe
from gridplan.pages.entrance import welcome
from gridplan.pages.frame import plain_errors
from gridplan.workspace.demo import demo_workspace
from gridplan.workspace.opening import DEMO_FOLDER, Workspace


@dataclass(frozen=True)
class Desk:
    """
    A county and one who works on its tables.

    Attributes
    ----------
    workspace
        The county.
    scope
        Who works; on invented data whoever sits there is its operator.
    lang
        `zh` or `en`.
    """

    workspace: Workspace
    scope: Scope
    lang: str

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


def open_desk(title: str, viewers: tuple[Viewer, ...]) -> Desk:
    """
    Open the county for a page that needs no plan.

    Parameters
    ----------
    title
        Of the page, in English.
    viewers
        Who may.

    Returns
    -------
    desk
        The county and who works.
    """
    lang = str(st.session_state.get("lang", "zh"))
    guest = welcome(lang)
    with plain_errors(lang):
        workspace = _workspace(Workspace.chosen_folder())
        if guest.scope is not None:
            guest.scope.require(*viewers, task="open this page")
        scope = guest.scope or workspace.demo_scope(Viewer.OPERATOR)
    mark = "<span class='gp-mark'>合成数据 · synthetic data</span>" if workspace.settings.synthetic else ""
    county = f"<span>{safe(workspace.settings.name)}</span>"
    st.html(f"<div class='gp-head'><h1>{safe(gettext(title, lang))}</h1>{county}{mark}</div>")
    return Desk(workspace, scope, lang)


def _workspace(folder: Path) -> Workspace:
    return demo_workspace(OPERATOR, folder) if folder == DEMO_FOLDER else Workspace.open(folder)
