"""Files to take away: maps that open without a network, tables, layers for other programs, sheets to print."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from gridplan.maps.measures import MEASURES
from gridplan.model.words import Datum
from gridplan.pages.choice_row import one_row
from gridplan.pages.choices import choose
from gridplan.pages.cover.asked import LEVELS
from gridplan.pages.fold import fold
from gridplan.pages.frame import Frame, plain_errors
from gridplan.pages.handing_over import Wanted, hand_over
from gridplan.pages.small_print import small_print
from gridplan.storage.exports import file_name
from gridplan.workspace.exporting import order_plan
from gridplan.workspace.ordered_file import OrderedFile
from gridplan.workspace.saved_view import SavedView

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
#: The choice that follows the page above.
_AS_SHOWN = "as_shown"


@dataclass(frozen=True)
class _Wish:
    form: str
    datum: str = ""
    branch_id: str | None = None
    by: str = ""
    view: SavedView | None = None


def offer_downloads(frame: Frame, view: SavedView, branch_id: str | None = None) -> None:
    """
    Offer the plan as files; each is made when it is asked for, with what the viewer may see.

    Parameters
    ----------
    frame
        The open plan.
    view
        What the map of the page shows; maps that are taken away show the same.
    branch_id
        The branch that the page shows; None for all.
    """
    own = sorted(frame.scope.branch_ids or ())
    branch_id = branch_id or (own[0] if len(own) == 1 else None)
    label = frame.say("Take away: map, tables, poster, notices, picture, layers")
    fold(label, "take-away", lambda: choose_file(frame, view, branch_id))


def choose_file(frame: Frame, view: SavedView, branch_id: str | None) -> None:
    """
    Let the viewer choose a file, and hand it over.

    Parameters
    ----------
    frame
        The open plan.
    view
        What the map of the page shows.
    branch_id
        The branch that it shows; None for all.
    """
    left, right = st.columns([6, 2], vertical_alignment="bottom")
    with left, one_row("export", 2, 2, 2):
        wish = _wish(frame, view, branch_id)
    if wish.form == "html":
        with left:
            small_print(_shown(frame, view, branch_id))
    name, media = FORMS[wish.form]
    file = Wanted(wish.form, file_name(f"gridplan-{frame.plan.meta.plan_id}", wish.form), frame.say(name), media)
    with right:
        hand_over(frame, file, (wish, frame.lang, frame.key), lambda: _order(frame, wish))
    small_print(frame.say("Every file bears the plan, your account and the time; taking it away stands in the audit"))


def _wish(frame: Frame, view: SavedView, branch_id: str | None) -> _Wish:
    form = choose("export-form", frame.say("File"), list(FORMS), lambda code: frame.say(FORMS[code][0]))
    wish = _Wish(form)
    if form == "html":
        wish = replace(wish, branch_id=branch_id, view=view)
    if form in _WITH_DATUM:
        wish = replace(wish, datum=_datum(frame))
    if form in _DRAWN and frame.scope.branch_ids is None:
        wish = replace(wish, branch_id=_branch(frame, branch_id))
    if form in _COLOURED:
        wish = replace(wish, by=_colours(frame, view), view=view)
    return wish


def _datum(frame: Frame) -> str:
    known = [str(datum) for datum in Datum]
    return choose(
        "export-datum", frame.say("Datum of the coordinates"), known, lambda code: Datum(code).label(frame.lang)
    )


def _shown(frame: Frame, view: SavedView, branch_id: str | None) -> str:
    measure = MEASURES[view.indicator]
    parts = [frame.say(measure.name), *([frame.base(view.base)] if measure.share and view.base else [])]
    parts += [frame.say(LEVELS[view.level]), _area(frame, branch_id)]
    return _as_shown(frame, " · ".join(parts))


def _as_shown(frame: Frame, what: str) -> str:
    return f"{frame.say('As on this page')}: {what}"


def _area(frame: Frame, branch_id: str | None) -> str:
    return str(frame.plan.branches["name"][branch_id]) if branch_id else frame.say("The whole county")


def _branch(frame: Frame, shown: str | None) -> str | None:
    """Choose what is drawn; the first choice goes along with the page."""
    codes = [_AS_SHOWN, "", *map(str, frame.plan.branches.index)]
    texts = {code: _area(frame, code) for code in codes[1:]} | {_AS_SHOWN: _as_shown(frame, _area(frame, shown))}
    chosen = choose("export-branch", frame.say("Area"), codes, texts.__getitem__)
    return shown if chosen == _AS_SHOWN else chosen or None


def _colours(frame: Frame, view: SavedView) -> str:
    """Choose what grids are coloured by; the first choice goes along with the page."""
    texts = {"": frame.say("Tell neighbours apart")}
    texts |= {code: frame.say(measure.name) for code, measure in MEASURES.items()}
    texts = {_AS_SHOWN: _as_shown(frame, texts[view.indicator]), **texts}
    chosen = choose("export-by", frame.say("Colours"), list(texts), texts.__getitem__)
    return view.indicator if chosen == _AS_SHOWN else chosen


def _order(frame: Frame, wish: _Wish) -> OrderedFile:
    with plain_errors(frame.lang):
        return order_plan(
            frame.scope, frame.workspace, frame.plan, wish.form, lang=frame.lang, datum=wish.datum,
            branch_id=wish.branch_id, by=wish.by, view=wish.view,
        )  # fmt: skip
