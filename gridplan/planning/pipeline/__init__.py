"""The order of it all: service areas, grids, staff, rules, indicators."""

from __future__ import annotations

from gridplan.planning.pipeline.completion import conclude
from gridplan.planning.pipeline.planning import plan
from gridplan.planning.pipeline.redrawing import redraw, sketch
from gridplan.planning.pipeline.replanning import replan

__all__ = ["conclude", "plan", "redraw", "replan", "sketch"]
