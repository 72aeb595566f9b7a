"""What is there to be drawn on: the units of one branch with their grids of now, and which of these are locked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.errors import InfeasibleError
from gridplan.model.draft_steps import Drawn
from gridplan.model.plan import Plan
from gridplan.model.words import Declared, GridKind


@dataclass(frozen=True)
class Ground:
    """
    The ground of a branch as a draft has it.

    Attributes
    ----------
    branch_id
        The branch.
    units
        Its units with their `grid_id` of now, in a metric CRS.
    locked
        Grids that must stay as they are.
    special
        Special grids of now.
    """

    branch_id: str
    units: gpd.GeoDataFrame
    locked: frozenset[str]
    special: gpd.GeoDataFrame

    @cached_property
    def grids(self) -> list[str]:
        """
        List the base grids.

        Returns
        -------
        grids
            Their ids in sorted order.
        """
        return sorted(set(self.units["grid_id"]))

    @cached_property
    def free(self) -> gpd.GeoDataFrame:
        """
        Leave out what is locked.

        Returns
        -------
        units
            Units that may move.
        """
        return self.units[~self.units["grid_id"].isin(list(self.locked))]

    def require_grids(self, grids: Collection[str]) -> None:
        """
        Refuse a change of what is not there, or is locked.

        Parameters
        ----------
        grids
            Grids to be changed.

        Raises
        ------
        InfeasibleError
            If one is unknown or locked.
        """
        if unknown := sorted(set(grids) - set(self.grids)):
            raise InfeasibleError("unknown grid: {grids}", grids=", ".join(unknown))
        if held := sorted(set(grids) & self.locked):
            raise InfeasibleError("locked, so unlock it first: {grids}", grids=", ".join(held))

    def new_id(self, letter: str = "G", taken: Collection[str] = ()) -> str:
        """
        Name a new grid of the branch by the next number.

        Parameters
        ----------
        letter
            `G` for a base grid, `S` for a special one.
        taken
            Further ids that are given away.

        Returns
        -------
        grid_id
            Such as `B01-G12`.
        """
        stem = f"{self.branch_id}-{letter}"
        ends = [grid.removeprefix(stem) for grid in (*self.grids, *self.special.index, *taken) if grid.startswith(stem)]
        return f"{stem}{max((int(end) for end in ends if end.isdigit()), default=0) + 1:02d}"


def ground_of(plan: Plan, branch_id: str, drawn: Drawn, day: str) -> Ground:
    """
    Lay the ground of a branch out as a draft has it.

    Parameters
    ----------
    plan
        The plan that is changed.
    branch_id
        The branch.
    drawn
        What the steps of the draft so far come to.
    day
        Today, ISO: what was declared locked may be so until a day.

    Returns
    -------
    ground
        The ground.
    """
    units = plan.units[plan.units["branch_id"] == branch_id]
    declared = dict.fromkeys(plan.registers.declared(Declared.LOCK, day), True)
    locked = frozenset(grid for grid, held in {**declared, **drawn.locked}.items() if held)
    special = with_names(with_drawn(plan.grids[plan.grids["kind"] == GridKind.SPECIAL], drawn, branch_id), drawn)
    return Ground(branch_id, regridded(units, drawn), locked, special)


def with_names(grids: gpd.GeoDataFrame, drawn: Drawn) -> gpd.GeoDataFrame:
    """
    Give grids the names that a draft gives them.

    Parameters
    ----------
    grids
        Grids with `name`.
    drawn
        What the draft comes to.

    Returns
    -------
    grids
        The same rows; a name of a grid that is no more is passed over.
    """
    if not drawn.named:
        return grids
    return grids.assign(name=[drawn.named.get(str(grid), name) for grid, name in grids["name"].items()])


def regridded(units: gpd.GeoDataFrame, drawn: Drawn) -> gpd.GeoDataFrame:
    """
    Give units the grids of a draft.

    Parameters
    ----------
    units
        Units with `grid_id`.
    drawn
        What the draft comes to.

    Returns
    -------
    units
        The same rows with their `grid_id` of now.
    """
    now = [drawn.grid_of.get(str(unit), grid) for unit, grid in units["grid_id"].items()]
    return units.assign(grid_id=pd.Series(now, index=units.index, dtype=str))


def with_drawn(special: gpd.GeoDataFrame, drawn: Drawn, branch_id: str) -> gpd.GeoDataFrame:
    """
    Put what a draft of a branch draws and erases into the special grids.

    Parameters
    ----------
    special
        Special grids of the plan.
    drawn
        What the draft comes to.
    branch_id
        The branch.

    Returns
    -------
    special
        Those that stay, and the drawn ones with `name`, `type`, `branch_id` and shape.
    """
    kept = special[~special.index.isin(list(drawn.special))]
    rings = {grid: one for grid, one in drawn.special.items() if one.ring}
    if not rings:
        return kept
    table = {name: [getattr(one, name) for one in rings.values()] for name in ("name", "type")}
    table["branch_id"] = [branch_id] * len(rings)
    shapes = [shapely.Polygon(one.ring) for one in rings.values()]
    fresh = gpd.GeoDataFrame(table, geometry=shapes, crs=special.crs, index=pd.Index(rings, name="grid_id"))
    return gpd.GeoDataFrame(pd.concat([kept, fresh]), crs=special.crs)
