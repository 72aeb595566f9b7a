"""Carry the steps of a draft over to another version of the plan: each is taken again there, as far as it fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Assign, Deed, Hold, Named, Special, Step, sum_up
from gridplan.model.plan import Plan
from gridplan.model.words import GridType
from gridplan.planning.zoning.drawing.ground import Ground, ground_of
from gridplan.planning.zoning.drawing.special import draw_special


@dataclass
class Carried:
    """
    What became of steps on another version.

    Attributes
    ----------
    steps
        Those that fit, as they are there.
    left
        Those that do not, or what of them does not.
    ids
        By id in the draft the id there: grids that both versions have, and those that the draft makes.
    """

    steps: list[Step] = field(default_factory=list)
    left: list[Step] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


def carry(steps: Iterable[Step], old: Plan, new: Plan, branch_id: str, day: str) -> Carried:
    """
    Take steps that were drawn on one version again on another.

    Parameters
    ----------
    steps
        The steps, the first one first.
    old, new
        The version that they were drawn on, and the other one; the branch alone is enough of each.
    branch_id
        The branch.
    day
        Today, ISO: what was declared locked may be so until a day.

    Returns
    -------
    carried
        The steps on the new version, and what does not fit there.
    """
    carried = Carried(ids={str(grid): str(grid) for grid in new.grids.index.intersection(old.grids.index)})
    for step in steps:
        ground = ground_of(new, branch_id, sum_up(carried.steps), day)
        _give_ids(step, carried.ids, ground, old, new)
        fits, rest = _fitted(step, carried.ids, ground)
        carried.steps += [fits] if fits else []
        carried.left += [rest] if rest else []
    return carried


def _give_ids(step: Step, ids: dict[str, str], ground: Ground, old: Plan, new: Plan) -> None:
    """Let a grid that the draft makes keep its id, unless somebody else has made one of that id there."""
    grids = step.grid_of.values() if isinstance(step, Assign) else [step.grid_id]
    for grid in sorted(set(grids) - set(old.grids.index) - set(ids)):
        letter = grid.removeprefix(f"{ground.branch_id}-")[:1] or "G"
        taken = {*map(str, new.grids.index), *ids.values()}
        ids[grid] = ground.new_id(letter, taken) if grid in taken else grid


def _fitted(step: Step, ids: dict[str, str], ground: Ground) -> tuple[Step | None, Step | None]:
    """Tell what of a step fits and what does not; what is so already is neither."""
    if isinstance(step, Assign):
        return _assigned(step, ids, ground)
    grid = ids.get(step.grid_id, "")
    if isinstance(step, Hold):
        so_already = (step.deed is Deed.LOCK) == (grid in ground.locked)
        return (None, step) if grid not in ground.grids else (None if so_already else Hold(step.deed, grid), None)
    if isinstance(step, Named):
        known = {*ground.grids, *ground.special.index}
        return (Named(step.deed, grid, step.name), None) if grid in known else (None, step)
    return _special(step, grid, ground)


def _assigned(step: Assign, ids: dict[str, str], ground: Ground) -> tuple[Step | None, Step | None]:
    now, free, open_grids = ground.units["grid_id"].to_dict(), set(ground.free.index), set(ids.values()) - ground.locked
    there = {unit: ids.get(grid, "") for unit, grid in step.grid_of.items() if now.get(unit) != ids.get(grid, "")}
    fits = {unit: grid for unit, grid in there.items() if unit in free and grid in open_grids}
    rest = {unit: step.grid_of[unit] for unit in there if unit not in fits}
    return (Assign(step.deed, fits) if fits else None), (Assign(step.deed, rest) if rest else None)


def _special(step: Special, grid: str, ground: Ground) -> tuple[Step | None, Step | None]:
    """Lay the shape over this ground, trimmed anew: others may have drawn there since."""
    if not step.ring:
        return (step, None) if grid in ground.special.index else (None, None)
    try:
        drawn = draw_special(ground, step.ring, step.name, GridType(step.type))
    except InfeasibleError:
        return None, step
    return Special(step.deed, grid, step.name, step.type, drawn.ring), None
