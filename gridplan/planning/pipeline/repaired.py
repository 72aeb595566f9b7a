"""Follow a repair through a plan: totals, posts, rules and indicators; the people stay as the repair has them."""

from __future__ import annotations

from dataclasses import replace

from gridplan.model.plan import Plan
from gridplan.model.words import GridKind
from gridplan.planning.pipeline.completion import complete
from gridplan.planning.pipeline.ground import Ground
from gridplan.planning.realignment import Repair


def complete_repair(before: Plan, repair: Repair) -> Plan:
    """
    Complete a repaired plan.

    Parameters
    ----------
    before
        The plan that was repaired.
    repair
        Its repair.

    Returns
    -------
    plan
        The whole plan, with the owners and backups of the repair.
    """
    plan = repair.plan
    ground = Ground(plan.branches, plan.units, plan.households, plan.adjacency, plan.service_areas, plan.differences)
    special = plan.grids[plan.grids["kind"] == GridKind.SPECIAL]
    kept = replace(before, assignments=plan.assignments)
    made = complete(
        ground,
        plan.officers,
        special,
        plan.layers,
        plan.params,
        plan.meta,
        registers=plan.registers,
        before=kept,
        only=(),
    )
    return replace(made, worth=plan.worth)
