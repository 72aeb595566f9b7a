"""Files to take away: a map that opens without a network, a workbook, a package for QGIS."""

from __future__ import annotations

import streamlit as st

from gridplan.pages.frame import Frame
from gridplan.storage.aside import scratch
from gridplan.workspace.exporting import write_plan

#: Form, name on the button, media type.
FORMS = (
    ("html", "Map (one file)", "text/html"),
    ("xlsx", "Tables (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("gpkg", "Layers (QGIS)", "application/geopackage+sqlite3"),
)


def offer_downloads(frame: Frame) -> None:
    """
    Offer the plan as files; each is made when it is asked for, with what the viewer may see.

    Parameters
    ----------
    frame
        The open plan.
    """
    st.markdown(f"**{frame.say('Take away')}**")
    for place, (form, name, media) in zip(st.columns(len(FORMS)), FORMS, strict=True):
        with place:
            _offer(frame, form, frame.say(name), media)


def _offer(frame: Frame, form: str, name: str, media: str) -> None:
    asked = f"export|{form}|{frame.lang}|{frame.key}"
    if st.session_state.get("export") != asked:
        if st.button(f"{frame.say('Prepare')}: {name}", key=f"make-{form}", width="stretch"):
            st.session_state["export"] = asked
            st.rerun()
        return
    with st.spinner(frame.say("Writing the file")):
        content = _write(frame.key, form, frame.lang, frame)
    file = f"gridplan-{frame.plan.meta.plan_id}.{form}"
    st.download_button(f"{frame.say('Download')}: {name}", content, file, media, key=f"take-{form}", width="stretch")


@st.cache_data(show_spinner=False, max_entries=6)
def _write(key: str, form: str, lang: str, _frame: Frame) -> bytes:
    del key
    with scratch() as folder:
        path = write_plan(_frame.scope, _frame.workspace, _frame.plan, form, folder / f"plan.{form}", lang=lang)
        return path.read_bytes()
