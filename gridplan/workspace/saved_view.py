"""What of a plan a saved map shows: the same as the screen did when somebody took it away."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from gridplan.maps.drawing import View
from gridplan.model.plan import Plan
from gridplan.planning.indicators.bases import on_base


@dataclass(frozen=True)
class SavedView:
    """
    What a map shows beside the branch.

    Attributes
    ----------
    indicator
        What colours the places.
    base
        What it is divided by; by default its own base.
    level
        Which places: `grid`, `unit`, `town`, `branch` or `county`.
    model
        Which reach is shown first, `radius` or `road_time`.
    grid_id
        The one grid that is shown; None shows all.
    """

    indicator: str = "spatial_coverage_hh_road"
    base: str = ""
    level: str = "grid"
    model: str = "radius"
    grid_id: str | None = None

    def on_base(self, plan: Plan) -> Plan:
        """
        Divide the indicator by the base that was chosen.

        Parameters
        ----------
        plan
            The plan, cut to what the viewer may see.

        Returns
        -------
        plan
            The same; all other indicators stand on their own bases.
        """
        if not self.base:
            return plan
        figures = plan.indicators
        rest = figures[figures["indicator"] != self.indicator]
        return replace(plan, indicators=pd.concat([rest, on_base(figures, self.indicator, self.base)]))

    def of(self, plan: Plan, lang: str, branch_id: str | None) -> View:
        """
        Look at a plan in this way.

        Parameters
        ----------
        plan
            The plan, cut to what the viewer may see.
        lang
            `zh` or `en`.
        branch_id
            The branch that is shown; None shows all.

        Returns
        -------
        view
            What the map shows.
        """
        return View(self.on_base(plan), lang, self.level, self.indicator, self.model, branch_id, grid_id=self.grid_id)
