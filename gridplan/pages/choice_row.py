"""Choices as the browser's own lists; those that stand beside each other are one part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

#: The row that is being filled.
_OPEN = "row_that_is_open"


@dataclass(frozen=True)
class Choice:
    """
    One choice as the browser draws it.

    Attributes
    ----------
    widget
        Where in the session what is chosen is kept.
    label
        What the choice is called.
    options
        Code and text of each.
    chosen
        One of the codes.
    note
        Help on the choice.
    """

    widget: str
    label: str
    options: list[list[str]]
    chosen: str
    note: str = ""

    def take(self, told: object) -> None:
        """
        Take what was chosen; what was not offered is not believed.

        Parameters
        ----------
        told
            What the browser says.
        """
        if isinstance(told, str) and told in dict(self.options):
            st.session_state[self.widget] = told


@dataclass
class _Row:
    """Choices by their places from the left, and how wide each is against the others."""

    widths: tuple[float, ...]
    choices: dict[int, Choice] = field(default_factory=dict)

    def add(self, choice: Choice, place: int | None) -> None:
        free = (number for number in range(len(self.widths)) if number not in self.choices)
        self.choices[next(free) if place is None else place] = choice

    def show(self, key: str) -> None:
        shown = [self.choices[place] for place in sorted(self.choices)]
        told = [
            {"label": one.label, "options": one.options, "chosen": one.chosen, "note": one.note, "width": width}
            for one, width in zip(shown, (self.widths[place] for place in sorted(self.choices)), strict=True)
        ]

        def take() -> None:
            answer = (st.session_state.get(key) or {}).get("chosen")
            match answer:
                case [int(place), code] if 0 <= place < len(shown):
                    shown[place].take(code)

        _component()(key=key, data={"choices": told}, on_chosen_change=take)


@contextmanager
def one_row(name: str, *widths: float) -> Iterator[None]:
    """
    Draw the choices of a block beside each other, on a phone below each other.

    Parameters
    ----------
    name
        Names the row on its page.
    *widths
        Of the places from the left, against each other.

    Yields
    ------
    nothing
        Choices are made inside, and nothing else is drawn.
    """
    row = st.session_state[_OPEN] = _Row(widths)
    try:
        yield
    finally:
        del st.session_state[_OPEN]
    row.show(f"{name}|row")


def show_choice(choice: Choice, place: int | None = None) -> None:
    """
    Draw a choice: in the row that is open, or alone.

    Parameters
    ----------
    choice
        The choice.
    place
        Its place in the row from 0; by default the first that is free.
    """
    row: _Row | None = st.session_state.get(_OPEN)
    if row is not None:
        row.add(choice, place)
        return
    alone = _Row((1,))
    alone.add(choice, None)
    alone.show(f"{choice.widget}|list")


@cache
def _component() -> ComponentRenderer:
    """Know the browser's side once Streamlit runs; modules are read in before."""
    return st.components.v2.component("gridplan.choice", js="choice.js", css="choice.css")
