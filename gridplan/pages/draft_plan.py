"""What a draft leads to in its branch, and all that is shown of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from gridplan.maps.colours import grid_colours
from gridplan.maps.drawing import Json, View
from gridplan.maps.paint import paint
from gridplan.model.draft_steps import Drawn
from gridplan.model.plan import Plan
from gridplan.pages.draft import Draft
from gridplan.pages.findings import findings_of
from gridplan.pages.findings_told import Told, tell
from gridplan.pages.frame import Frame
from gridplan.pages.grid_list import GridLine, Row, base_of, grid_lines
from gridplan.pages.kept import kept
from gridplan.workspace.drawing import judge_draft, sketch_draft


@dataclass(frozen=True)
class Drafted:
    """
    What a draft leads to; each part is worked out when it is asked for, and then kept as long as the draft stands.

    Attributes
    ----------
    frame
        The open plan, as it is stored.
    branch_id
        The branch.
    drawn
        What the steps of the draft come to.
    plan
        The branch alone as drawn, as the viewer may see it, without findings; the stored plan where nothing was drawn.
    """

    frame: Frame
    branch_id: str
    drawn: Drawn
    plan: Plan

    @cached_property
    def colours(self) -> dict[str, str]:
        """
        Colour the grids.

        Returns
        -------
        colours
            By base grid.
        """
        # what a grid is coloured hangs on all that lie before it, those of other branches among them
        units = pd.DataFrame({"grid_id": self.frame.plan.units["grid_id"]})
        units.loc[list(self.drawn.grid_of), "grid_id"] = list(self.drawn.grid_of.values())
        return grid_colours(units, self.frame.plan.adjacency)

    @cached_property
    def paint(self) -> Json:
        """
        Colour the units of the branch.

        Returns
        -------
        paint
            As `paint` gives it, with no unit marked.
        """
        view = View(self.plan, self.frame.lang, indicator="", branch_id=self.branch_id)
        return paint(view, choose=True, colours=self.colours)

    @cached_property
    def lines(self) -> list[GridLine]:
        """
        Read the base grids of the branch out of the plan.

        Returns
        -------
        lines
            By id.
        """
        return grid_lines(self.plan, self._stored, self.branch_id, self.colours)

    @cached_property
    def gone(self) -> list[str]:
        """
        Name the base grids that the draft ends.

        Returns
        -------
        grids
            Ids in sorted order.
        """
        return sorted(set(self._stored) - {line.grid for line in self.lines})

    @cached_property
    def findings(self) -> pd.DataFrame:
        """
        Hold the branch against every rule.

        Returns
        -------
        findings
            Those about the branch.
        """
        frame = self.frame
        if not self.drawn:
            return findings_of(frame, self.plan.findings, self.branch_id)
        return judge_draft(frame.scope, frame.workspace, frame.plan.meta.plan_id, self.branch_id, self.drawn)

    @cached_property
    def told(self) -> Told:
        """
        Get the findings ready for the list beside the map.

        Returns
        -------
        told
            What is listed.
        """
        return tell(self.findings, self.plan, self.branch_id, self.frame.lang)

    @property
    def _stored(self) -> dict[str, Row]:
        frame, branch_id = self.frame, self.branch_id
        return kept(frame, f"base grids|{branch_id}", lambda: base_of(frame.plan, branch_id))

    @property
    def is_judged(self) -> bool:
        """
        Tell whether the findings are known already.

        Returns
        -------
        judged
            Whether they need not be worked out any more.
        """
        return "told" in vars(self)


def drafted(frame: Frame, draft: Draft, branch_id: str) -> Drafted:
    """
    Follow a draft to the plan that it leads to.

    Parameters
    ----------
    frame
        The open plan.
    draft
        The draft.
    branch_id
        The branch.

    Returns
    -------
    drafted
        Totals and staff; the rest once it is asked for.
    """
    steps, done = draft.said
    text = json.dumps(steps[:done]) if draft.drawn else ""
    return _followed(f"{frame.key}|{frame.lang}|{branch_id}|{text}", draft.drawn, branch_id, frame)


@st.cache_resource(show_spinner=False, max_entries=32)
def _followed(key: str, _drawn: Drawn, branch_id: str, _frame: Frame) -> Drafted:
    del key
    plan = _frame.plan
    if _drawn:
        part = sketch_draft(_frame.scope, _frame.workspace, plan.meta.plan_id, branch_id, _drawn)
        # how good the grids are was found out for others
        plan = replace(part, worth=part.worth[part.worth["branch_id"] != branch_id])
    return Drafted(_frame, branch_id, _drawn, plan)
