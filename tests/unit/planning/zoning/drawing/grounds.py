"""The first branch of the planned town after some steps."""

from __future__ import annotations

from gridplan.model.draft_steps import Step, sum_up
from gridplan.model.plan import Plan
from gridplan.planning.zoning.drawing.ground import Ground, ground_of
from tests.town import EAST, NORTH, SIDE_M


def ground(plan: Plan, *steps: Step) -> Ground:
    return ground_of(plan, "B1", sum_up(steps), "2026-01-01")


def at(column: float, row: float) -> tuple[float, float]:
    """Tell the metres of a place in the town, in squares from its south-west corner."""
    return EAST + column * SIDE_M, NORTH + row * SIDE_M
