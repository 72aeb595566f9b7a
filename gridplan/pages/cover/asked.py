"""What the viewer asks of the coverage page: every choice stands in the address, so that a link opens the same view."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pandas as pd
import streamlit as st

from gridplan.maps.drawing import Json, View
from gridplan.maps.measures import MEASURES, Measure
from gridplan.maps.paint import paint
from gridplan.model.plan import Plan
from gridplan.pages.choice_row import one_row
from gridplan.pages.choices import choose, hold, keep_in_address, one_address
from gridplan.pages.frame import Frame
from gridplan.pages.kept import kept
from gridplan.planning.indicators.bases import bases_of
from gridplan.planning.indicators.meanings import meanings
from gridplan.workspace.saved_view import SavedView
from gridplan.workspace.viewing import coverage_table

Made = TypeVar("Made")
LEVELS = {"grid": "Grids", "unit": "Units", "town": "Towns", "branch": "Branches", "county": "The whole bank"}
MODELS = {"road_time": "Road", "radius": "Circle"}
#: Indicators that differ by the model of reach carry its short name at their end.
_ENDING = {"radius": "_radius", "road_time": "_road"}
_KEYS = ["level", "indicator"]


@dataclass(frozen=True)
class Asked:
    """
    One view of the page.

    Attributes
    ----------
    frame
        The open plan.
    indicator
        Code of the indicator.
    base
        What it is divided by.
    level
        What is ranked and coloured.
    model
        Which reach is drawn.
    branch_id, grid_id
        The branch, and the grid in it, that one has gone into; None for none.
    place
        The place that is marked; empty for none.
    """

    frame: Frame
    indicator: str
    base: str
    level: str
    model: str
    branch_id: str | None
    grid_id: str | None
    place: str

    @property
    def measure(self) -> Measure:
        """
        Tell how the indicator is named and shown.

        Returns
        -------
        measure
            The measure.
        """
        return MEASURES[self.indicator]

    @property
    def low_first(self) -> bool:
        """
        Tell whether the lowest figure is the worst.

        Returns
        -------
        low_first
            Whether it is.
        """
        return self.measure.palette is MEASURES["penetration"].palette

    def kept(self, what: str, work: Callable[[], Made]) -> Made:
        """
        Work something out about this view, unless it was worked out before.

        Parameters
        ----------
        what
            Names the result.
        work
            Works it out; what is marked must not matter.

        Returns
        -------
        made
            The result.
        """
        view = (what, self.indicator, self.base, self.level, self.model, self.branch_id, self.grid_id)
        return kept(self.frame, json.dumps(view), work)

    @cached_property
    def plan(self) -> Plan:
        """
        Put the indicator on the base that was asked for, for the map and every list beside it.

        Returns
        -------
        plan
            The plan in view.
        """
        return kept(self.frame, f"base|{self.indicator}|{self.base}", lambda: self.saved_view.on_base(self.frame.plan))

    @property
    def saved_view(self) -> SavedView:
        """
        Tell what a map that is taken away shows.

        Returns
        -------
        saved_view
            All that was chosen but the branch.
        """
        return SavedView(self.indicator, self.base, self.level, self.model, self.grid_id)

    @cached_property
    def view(self) -> View:
        """
        Say what the map shows.

        Returns
        -------
        view
            The view.
        """
        return View(
            self.plan, self.frame.lang, self.level, self.indicator, self.model, self.branch_id, grid_id=self.grid_id
        )

    @property
    def painted(self) -> Json:
        """
        Colour the map, without what is marked.

        Returns
        -------
        paint
            What `paint` gives.
        """
        return self.kept("paint", lambda: paint(self.view, choose=True))

    def rows(self, level: str | None = None, *, own_base: bool = False) -> pd.DataFrame:
        """
        Take the figures of the places that one has gone into.

        Parameters
        ----------
        level
            By default the one that is ranked.
        own_base
            Whether the figures are those of the indicator's own base.

        Returns
        -------
        rows
            Indexed by `id`.
        """
        level = level or self.level
        table = coverage_table(self.frame.scope, self.frame.plan if own_base else self.plan, [level])
        rows = table[table["indicator"] == self.indicator].set_index("id")
        units = self.view.units
        inside = {"grid": units["grid_id"], "unit": units.index, "town": units["town"], "branch": units["branch_id"]}
        return rows[rows.index.isin(list(inside[level]))] if level in inside else rows


def ask(frame: Frame) -> Asked:
    """
    Let the viewer choose; the choices stand beside each other, on a phone in a column.

    Parameters
    ----------
    frame
        The open plan.

    Returns
    -------
    asked
        The view.
    """
    with one_address():
        return _ask(frame)


def _ask(frame: Frame) -> Asked:
    with one_row("asked", 2, 1.2, 1, 1, 1.4):
        # which indicators there are hangs on the reach, which stands further right
        model = choose(
            "model", frame.say("Reach by"), list(MODELS), lambda m: frame.say(MODELS[m]), link="reach", place=3
        )
        stem, code = _indicator(frame, model)
        base, level, branch = _base(frame, stem, code), _level(frame, code), _branch(frame)
    grid = hold("cover_grid", "grid")
    inside = bool(branch) and frame.plan.grids["branch_id"].get(grid) == branch and level == "unit"
    place = hold("cover_place", "place")
    return Asked(frame, code, base, level, model, branch or None, grid if inside else None, place)


def _indicator(frame: Frame, model: str) -> tuple[str, str]:
    """One entry an indicator; those of reach follow the chosen model."""
    stems: dict[str, str] = {}
    for code in MEASURES:
        stem = code.removesuffix("_radius").removesuffix("_road")
        if stem == code or code.endswith(_ENDING[model]):
            stems[stem] = code
    label = frame.say("Indicator")
    note = frame.say("What is counted, divided by what, and where the figure comes from stands below the choices")
    stem = choose(
        "indicator", label, list(stems), lambda s: frame.say(MEASURES[stems[s]].name), link="indicator", note=note
    )
    return stem, stems[stem]


def _base(frame: Frame, stem: str, code: str) -> str:
    own = frame.plan.indicators.loc[frame.plan.indicators["indicator"] == code, "base"]
    bases = bases_of(code, str(own.iloc[0]) if len(own) else "")
    note = frame.say("The same households, divided by all registered, by those who live here, or by the eligible")
    # the base in an address belongs to the indicator there; another indicator begins with its own
    name, linked = f"base-{code}", st.query_params.get("indicator", stem) == stem
    base = choose(name, frame.say("Divided by"), bases, frame.base, link="base" if linked else "", note=note)
    if not linked:
        keep_in_address(name, "base", base)
    return base


def _level(frame: Frame, code: str) -> str:
    """Only levels on which the indicator is measured."""
    measured = meanings()[code].levels
    levels = [level for level in LEVELS if level in measured and (level != "county" or _whole_known(frame, code))]
    return choose("level", frame.say("Colour by"), levels, lambda level: frame.say(LEVELS[level]), link="level")


def _whole_known(frame: Frame, code: str) -> bool:
    """Tell whether the viewer is told of the whole bank: a head sees the own branch alone."""
    figures = frame.plan.indicators
    return bool(((figures["level"] == "county") & (figures["indicator"] == code)).any())


def _branch(frame: Frame) -> str:
    names = frame.plan.branches["name"]
    mine = [str(branch) for branch in names.index if frame.scope.sees_branch(str(branch))]
    every = frame.say("All branches")
    # who has one branch is in it; several are looked at together first
    options = mine if len(mine) == 1 else ["", *mine]
    return choose("filter", frame.say("Branch"), options, lambda b: str(names[b]) if b else every, link="in")


def sources(frame: Frame, code: str, base: str) -> str:
    """
    Say how an indicator is made.

    Parameters
    ----------
    frame
        The open plan.
    code
        Code of the indicator.
    base
        What it is divided by.

    Returns
    -------
    text
        Numerator and denominator in words, base and source.
    """
    meaning = meanings()[code]
    above, below = (getattr(part, frame.lang) for part in (meaning.numerator, meaning.denominator))
    own = bases_of(code, base)[0] if base else ""
    measured = frame.plan.indicators.loc[frame.plan.indicators["indicator"] == code, "base"]
    if len(measured) and base != measured.iloc[0]:
        below = frame.base(base)
    return (
        f"{frame.say('Formula')}: {above} ÷ {below} · {frame.say('Base')}: {frame.base(own)} · "
        f"{frame.say('Source')}: {getattr(meaning.source, frame.lang)}"
    )
