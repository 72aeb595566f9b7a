"""Files to take away: maps that open without a network, tables, layers for other programs, sheets to print."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from gridplan.maps.measures import MEASURES
from gridplan.model.words import Datum
from gridplan.pages.choices import choose
from gridplan.pages.frame import Frame, plain_errors
from gridplan.storage.aside import scratch
from gridplan.storage.exports import file_name
from gridplan.workspace.exporting import write_plan

#: Form, its name, media type.
FORMS = {
    "html": ("Map (one file)", "text/html"),
    "xlsx": ("Tables (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "poster": ("Wall poster (A3, PDF)", "application/pdf"),
    "notice": ("Grid notices (A4, PDF)", "application/pdf"),
    "png": ("Picture for a chat group (PNG)", "image/png"),
    "kml": ("Field tools (KML)", "application/vnd.google-earth.kml+xml"),
    "gpkg": ("Layers (QGIS)", "application/geopackage+sqlite3"),
    "csv": ("Table (CSV)", "text/csv"),
}
_WITH_DATUM, _DRAWN, _COLOURED = {"kml", "csv"}, {"poster", "notice", "png"}, {"poster", "png"}
#: Kept by the session that asked and by no cache, so that everybody who takes a file away stands in the audit.
_MADE = "export"


@dataclass(frozen=True)
class _Wish:
    form: str
    datum: str = ""
    branch_id: str | None = None
    by: str = ""


def offer_downloads(frame: Frame) -> None:
    """
    Offer the plan as files; each is made when it is asked for, with what the viewer may see.

    Parameters
    ----------
    frame
        The open plan.
    """
    st.markdown(f"**{frame.say('Take away')}**")
    places = st.columns([2, 2, 2, 2], vertical_alignment="bottom")
    with places[0]:
        form = choose("export-form", frame.say("File"), list(FORMS), lambda code: frame.say(FORMS[code][0]))
    datum, branch_id, by = "", None, ""
    if form in _WITH_DATUM:
        with places[1]:
            datum = choose(
                "export-datum",
                frame.say("Datum of the coordinates"),
                [str(datum) for datum in Datum],
                lambda code: Datum(code).label(frame.lang),
            )
    if form in _DRAWN and frame.scope.branch_ids is None:
        with places[1]:
            branch_id = _branch(frame)
    if form in _COLOURED:
        with places[2]:
            by = choose("export-by", frame.say("Colours"), ["", *MEASURES], lambda code: _colours(frame, code))
    with places[3]:
        _offer(frame, _Wish(form, datum, branch_id, by))
    st.caption(frame.say("Every file bears the plan, your account and the time; taking it away stands in the audit"))


def _branch(frame: Frame) -> str | None:
    names = frame.plan.branches["name"].to_dict()
    county = frame.say("The whole county")
    return choose("export-branch", frame.say("Area"), ["", *names], lambda code: names.get(code, county)) or None


def _colours(frame: Frame, code: str) -> str:
    return frame.say(MEASURES[code].name) if code else frame.say("Tell neighbours apart")


def _offer(frame: Frame, wish: _Wish) -> None:
    asked = (wish, frame.lang, frame.key)
    made, content = st.session_state.get(_MADE, (None, b""))
    name, media = FORMS[wish.form]
    if made != asked:
        if st.button(f"{frame.say('Prepare')}: {frame.say(name)}", key=f"make-{wish.form}", width="stretch"):
            with st.spinner(frame.say("Writing the file")):
                st.session_state[_MADE] = (asked, _write(frame, wish))
            st.rerun()
        return
    file = file_name(f"gridplan-{frame.plan.meta.plan_id}", wish.form)
    text = f"{frame.say('Download')}: {frame.say(name)}"
    st.download_button(text, content, file, media, key=f"take-{wish.form}", width="stretch")


def _write(frame: Frame, wish: _Wish) -> bytes:
    with plain_errors(frame.lang), scratch() as folder:
        path = write_plan(
            frame.scope, frame.workspace, frame.plan, wish.form, folder / file_name("plan", wish.form), lang=frame.lang,
            datum=wish.datum, branch_id=wish.branch_id, by=wish.by,
        )  # fmt: skip
        return path.read_bytes()
