"""Who is looking at a page: found out anew at every run of it, from the table of sessions and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from gridplan.access.scope import Scope
from gridplan.locale import gettext
from gridplan.workspace.opening import DEMO_FOLDER, Workspace
from gridplan.workspace.signing_in import COOKIE, SECURE_COOKIE, FrontDesk


@dataclass(frozen=True)
class Guest:
    """
    One who may look.

    Attributes
    ----------
    scope
        What the person may see; None in the demo county, where one chooses a role.
    """

    scope: Scope | None


def welcome(lang: str) -> Guest:
    """
    Find out who is looking; end the page for everybody whose session is over.

    Parameters
    ----------
    lang
        `zh` or `en`.

    Returns
    -------
    guest
        The person.
    """
    folder = Workspace.chosen_folder()
    if _is_unmade_demo(folder):
        return Guest(None)
    desk = FrontDesk(Workspace.open(folder))
    account = desk.account_of(_token(), now=datetime.now(UTC))
    if account is not None and not account.must_change:
        return Guest(account.scope)
    if account is not None or desk.needs_sign_in():
        st.warning(gettext("This sign-in is over", lang))
        _link(f"/sign-in?lang={lang}", gettext("Sign in", lang))
        st.stop()
    return Guest(None)


def farewell(guest: Guest, lang: str) -> None:
    """
    Show who is signed in, and the way out.

    Parameters
    ----------
    guest
        The person.
    lang
        `zh` or `en`.
    """
    if guest.scope is None:
        return
    with st.sidebar:
        st.caption(f"{gettext('Account', lang)}: {guest.scope.account}")
        _link(f"/password?lang={lang}", gettext("Change the password", lang))
        _link(f"/sign-out?lang={lang}", gettext("Sign out", lang))


def _token() -> str:
    cookies = st.context.cookies
    return cookies.get(SECURE_COOKIE) or cookies.get(COOKIE) or ""


def _is_unmade_demo(folder: Path) -> bool:
    return folder == DEMO_FOLDER and not (folder / "gridplan.toml").exists()


def _link(path: str, text: str) -> None:
    """Stay in this tab; a link of Streamlit's own opens another one."""
    st.html(f'<a href="{path}" target="_self">{text}</a>')
