"""Which version of the plan is open, and that one has just been saved."""

from __future__ import annotations

import streamlit as st

from gridplan.access.scope import Scope, Viewer
from gridplan.locale import gettext
from gridplan.model.words import PlanState
from gridplan.pages.choices import choose, forget_choice, preset
from gridplan.workspace.opening import Workspace
from gridplan.workspace.viewing import plan_versions

#: Under which name each page has its version in the address, where that is not `plan`; the newest stands in none.
DRAWN_ON = "version"
_LINKS = {"draw_grids": DRAWN_ON, "staff": DRAWN_ON, "compare_plans": ""}
_NEWEST, _LABEL = "version-True", "Version of the plan"
_SAVED = "saved"


def open_newest(saved: str = "") -> None:
    """
    Have the pages that begin with the newest version go to it, whichever was open there.

    Parameters
    ----------
    saved
        The version, if it has just been made; the next page says so.
    """
    forget_choice(_NEWEST)
    for link in (DRAWN_ON, "after"):
        st.query_params.pop(link, None)
    if saved:
        st.session_state[_SAVED] = saved


def open_version(plan_id: str) -> None:
    """
    Have another version open from the next run on, where grids are drawn.

    Parameters
    ----------
    plan_id
        The version.
    """
    forget_choice(_NEWEST)
    st.query_params[DRAWN_ON] = plan_id


def stay_on(plan_id: str, lang: str) -> None:
    """
    Stay on a version on which something is drawn, though another one is saved that would stand first.

    Parameters
    ----------
    plan_id
        The version.
    lang
        `zh` or `en`.
    """
    preset(_NEWEST, gettext(_LABEL, lang), plan_id)


def tell_saved(lang: str) -> None:
    """
    Say that a version was saved, once.

    Parameters
    ----------
    lang
        `zh` or `en`.
    """
    if _SAVED in st.session_state:
        st.toast(f"{gettext('Saved as version', lang)} {st.session_state.pop(_SAVED)}")


def choose_version(scope: Scope, workspace: Workspace, plan_id: str, lang: str, *, page: str) -> str:
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
    page
        Name of the page: where grids are drawn and plans compared, the newest version is the first choice.

    Returns
    -------
    plan_id
        The version to show.
    """
    if scope.viewer not in {Viewer.BRANCH_HEAD, Viewer.REGIONAL_MANAGER}:
        return plan_id
    versions = plan_versions(scope, workspace)
    link = _LINKS.get(page, "plan")
    # a draft may wait on a version that is out of use by now
    wanted = [plan_id, st.query_params.get(DRAWN_ON, "") if link == DRAWN_ON else ""]
    offered = (versions["state"] != str(PlanState.RETIRED)) | versions["plan_id"].isin(wanted)
    states = versions[offered].set_index("plan_id")["state"]
    if len(states) < 2:  # noqa: PLR2004 # there is nothing to choose
        return plan_id
    newest = page in _LINKS
    in_use = states.index[states != str(PlanState.RETIRED)]
    first = str(in_use[0]) if newest else plan_id
    order = [first, *(str(name) for name in states.index if name != first)]
    with st.sidebar:
        return choose(
            f"version-{newest}",
            gettext(_LABEL, lang),
            order,
            # the list is narrow, and the last figures of a name are missed least
            lambda name: f"{PlanState(states[name]).label(lang)} · {name}",
            link=link,
            quiet=newest,
        )
