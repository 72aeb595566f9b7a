"""Follow a draft through a plan: grids, locks and special grids as drawn, totals and staff, rules and indicators."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd

from gridplan.model.draft_steps import Drawn
from gridplan.model.plan import Plan
from gridplan.model.registers import Registers
from gridplan.model.words import Declared, GridKind
from gridplan.planning.pipeline.completion import conclude
from gridplan.planning.pipeline.replanning import regrid
from gridplan.planning.zoning.drawing.ground import regridded, with_drawn, with_names
from gridplan.planning.zoning.special_grids import special_grids

#: What a lock that was set while drawing gives as its reason.
REASON = "划格时锁定 locked while drawing"


def redraw(plan: Plan, drawn: Drawn, branch_id: str) -> Plan:
    """
    Complete a plan as a draft of one branch has it.

    Parameters
    ----------
    plan
        The plan that is changed.
    drawn
        What the steps of the draft come to.
    branch_id
        The branch.

    Returns
    -------
    plan
        The changed plan.
    """
    return conclude(sketch(plan, drawn, branch_id), plan)


def sketch(plan: Plan, drawn: Drawn, branch_id: str) -> Plan:
    """
    Follow a draft as far as totals and staff.

    Parameters
    ----------
    plan
        The plan that is changed.
    drawn
        What the steps of the draft come to.
    branch_id
        The branch.

    Returns
    -------
    plan
        The changed plan without findings and indicators; `conclude` completes it.
    """
    units = regridded(plan.units, drawn)
    registers = with_locks(plan.registers, drawn, _unchanged(plan.units["grid_id"], units["grid_id"]))
    changed = regrid(replace(plan, registers=registers), units, special=_special(plan, units, drawn, branch_id))
    return replace(changed, grids=with_names(changed.grids, drawn))


def with_locks(registers: Registers, drawn: Drawn, grids: set[str]) -> Registers:
    """
    Declare what a draft locks, and take back what it unlocks.

    A grid that the draft itself has changed is not declared locked: rule G14 would hold that change against it.

    Parameters
    ----------
    registers
        What is declared.
    drawn
        What the draft comes to.
    grids
        Base grids that the draft left as they were.

    Returns
    -------
    registers
        With the declarations of now.
    """
    if not drawn.locked:
        return registers
    said = registers.declarations
    about = (said["kind"] == str(Declared.LOCK)) & said["object_id"].isin(list(drawn.locked))
    held = sorted(grid for grid, locked in drawn.locked.items() if locked and grid in grids)
    row = {"kind": str(Declared.LOCK), "reason": REASON, "approver": "", "last_day": ""}
    fresh = pd.DataFrame([{**row, "object_id": grid} for grid in held], columns=said.columns)
    return replace(registers, declarations=pd.concat([said[~about], fresh], ignore_index=True))


def _unchanged(before: pd.Series, now: pd.Series) -> set[str]:
    moved = before != now
    return set(now) - set(before[moved]) - set(now[moved])


def _special(plan: Plan, units: gpd.GeoDataFrame, drawn: Drawn, branch_id: str) -> gpd.GeoDataFrame:
    """Lay the drawn special grids over the base grids; their merchants are those of the ground beneath, by area."""
    before = plan.grids[plan.grids["kind"] == GridKind.SPECIAL]
    if not drawn.special:
        return before
    stay = before[~before.index.isin(list(drawn.special))]
    fresh = with_drawn(before.iloc[:0], drawn, branch_id)
    if fresh.empty:
        return stay
    nobody = gpd.GeoDataFrame(geometry=[], crs=units.crs)
    # one by one, each keeps the id that it was drawn with
    laid = [special_grids(fresh.loc[[grid]], units, nobody).set_axis([grid]) for grid in fresh.index]
    table = pd.concat(laid).assign(branch_id=branch_id, merchants_n=_merchants(fresh, units))
    return gpd.GeoDataFrame(pd.concat([stay, table]).rename_axis("grid_id"), crs=units.crs)


def _merchants(special: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> list[int]:
    """Estimate merchants by the share of each unit that lies beneath: a plan does not hold them one by one."""
    number, area = units["merchants_n"].to_numpy(dtype=float), units.geometry.area.to_numpy()
    beneath = [units.geometry.intersection(shape).area.to_numpy() for shape in special.geometry]
    return [round(float((number * shared / area).sum())) for shared in beneath]
