"""One card of the overview: what it is about, the figure, a few lines, and the way to the view that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import streamlit as st

from gridplan.maps.text import safe
from gridplan.pages import PAGES
from gridplan.pages.frame import Frame


@dataclass(frozen=True)
class Way:
    """
    A way to a view.

    Attributes
    ----------
    page
        Name of the page.
    text
        What stands on the link, in the viewer's language.
    view
        Choices of that page by their names in the address.
    """

    page: str
    text: str
    view: dict[str, str] = field(default_factory=dict)


def show_card(
    frame: Frame,
    title: str,
    figure: str,
    lines: Iterable[str],
    ways: Iterable[Way],
    *,
    note: str = "",
    bad: bool = False,
    ordered: bool = False,
) -> None:
    """
    Show one card.

    Parameters
    ----------
    frame
        The open plan.
    title
        What it is about, in the viewer's language.
    figure
        The figure, as it is read.
    lines
        Texts below, plain.
    ways
        Ways to the views that show it.
    note
        How the figure is made: formula, base and source.
    bad
        Whether somebody has to do something about it.
    ordered
        Whether the lines are numbered.
    """
    mark = " gp-bad" if bad else ""
    told, list_ = "".join(f"<li>{safe(line)}</li>" for line in lines), "ol" if ordered else "ul"
    with st.container(border=True):
        st.html(
            f"<section class='gp-today' aria-label='{safe(title)}'><h2>{safe(title)}</h2>"
            f"<b class='gp-figure{mark}'>{safe(figure)}</b>{f'<{list_}>{told}</{list_}>' if told else ''}"
            f"{f'<small>{safe(note)}</small>' if note else ''}</section>"
        )
        for way in ways:
            _link(frame, way)


def _link(frame: Frame, way: Way) -> None:
    page = next(page for page in PAGES if page.name == way.page)
    if frame.scope.viewer in page.viewers:
        st.page_link(page.path, label=f"{way.text} →", query_params={**_role(frame), **way.view})


def _role(frame: Frame) -> dict[str, str]:
    """Name the role, which in the demo county is a choice like any other; an account's role is what it is."""
    scope = frame.scope
    own = sorted(scope.branch_ids or ())
    branch = {"branch": own[0]} if len(own) == 1 else {}
    officer = {"officer": scope.officer_id} if scope.officer_id else {}
    return {"role": str(scope.viewer), **branch, **officer}
