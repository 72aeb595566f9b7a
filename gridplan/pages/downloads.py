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
#: Kept by the session that asked and by no cache, so that everybody who takes a file away stands in the audit.
_MADE = "export"


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
    asked = (form, frame.lang, frame.key)
    made, content = st.session_state.get(_MADE, (None, b""))
    if made != asked:
        if st.button(f"{frame.say('Prepare')}: {name}", key=f"make-{form}", width="stretch"):
            with st.spinner(frame.say("Writing the file")):
                st.session_state[_MADE] = (asked, _write(frame, form))
            st.rerun()
        return
    file = f"gridplan-{frame.plan.meta.plan_id}.{form}"
    st.download_button(f"{frame.say('Download')}: {name}", content, file, media, key=f"take-{form}", width="stretch")


def _write(frame: Frame, form: str) -> bytes:
    with scratch() as folder:
        path = write_plan(frame.scope, frame.workspace, frame.plan, form, folder / f"plan.{form}", lang=frame.lang)
        return path.read_bytes()
