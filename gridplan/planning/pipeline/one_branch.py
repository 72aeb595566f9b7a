"""Cut a plan down to one branch, so that a change by hand is followed in a moment."""

from __future__ import annotations

from dataclasses import replace

from gridplan.model.plan import Plan
from gridplan.planning.staffing.loans import at_branch
from gridplan.planning.zoning.contiguity import of_units


def of_branch(plan: Plan, branch_id: str) -> Plan:
    """
    Keep of a plan what belongs to one branch.

    What is said of the branch, its grids, units and officers after a change is the same as in the whole plan;
    what is said of the county is not, for most of it is gone.

    Parameters
    ----------
    plan
        The plan.
    branch_id
        The branch.

    Returns
    -------
    plan
        The branch with its areas, units, grids, households and people; layers and registers stay.
    """
    units = plan.units[plan.units["branch_id"] == branch_id]
    grids = plan.grids[plan.grids["branch_id"] == branch_id]
    team = at_branch(plan.officers, plan.registers.lent(plan.meta.created_at[:10]), branch_id).index
    return replace(
        plan,
        branches=plan.branches.loc[[branch_id]],
        service_areas=plan.service_areas[plan.service_areas["branch_id"] == branch_id],
        differences=plan.differences[plan.differences["branch_id"] == branch_id],
        units=units,
        adjacency=of_units(plan.adjacency, units.index),
        grids=grids,
        households=plan.households[plan.households["branch_id"] == branch_id],
        assignments=plan.assignments[plan.assignments["grid_id"].isin(grids.index)],
        officers=plan.officers[plan.officers.index.isin(team) | (plan.officers["branch_id"] == branch_id)],
        former=plan.former[plan.former.index.isin(units.index)],
    )
