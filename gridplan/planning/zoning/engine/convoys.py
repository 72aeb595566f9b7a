"""Moves of all units at once that want to stay together."""

from __future__ import annotations

from gridplan.geo.compiled import compiled_in_place
from gridplan.planning.zoning.engine.sums import Plan, go
from gridplan.planning.zoning.engine.wholeness import in_one_piece


@compiled_in_place
def has_company(plan: Plan, unit: int, grid: int) -> bool:
    """
    Say whether a unit shares its grid with others that it is tied to, and has none of them in another.

    Parameters
    ----------
    plan
        The plan.
    unit
        The unit.
    grid
        Where it may go.

    Returns
    -------
    company
        True if all may go there: none is fixed, and there is room.
    """
    if not plan.ties.size:
        return False
    company, own = 1, plan.units[unit].label
    for at in range(plan.ties[unit].other, plan.ties[unit + 1].other):
        other = plan.ties[at].other
        if plan.ties[at].hard <= 0.0:
            continue
        if plan.units[other].label != own or plan.units[other].fixed >= 0:
            return False
        company += 1
    room = plan.member.shape[1] - plan.grids[grid].units
    return bool(1 < company < plan.grids[own].units and company <= room)


@compiled_in_place
def stays_sound(plan: Plan, own: int, grid: int) -> bool:
    """
    Say whether the two grids of a convoy are in one piece each.

    Parameters
    ----------
    plan
        The plan, the convoy moved.
    own, grid
        Where it came from and went to.

    Returns
    -------
    sound
        True if nothing is parted.
    """
    return in_one_piece(plan, own) and in_one_piece(plan, grid)


@compiled_in_place
def send(plan: Plan, unit: int, grid: int) -> None:
    """
    Move all units that are tied to one, after it.

    Parameters
    ----------
    plan
        The plan; changed.
    unit, grid
        Whose company goes where.
    """
    for at in range(plan.ties[unit].other, plan.ties[unit + 1].other):
        if plan.ties[at].hard > 0.0:
            go(plan, plan.ties[at].other, grid)
