"""The dials of white space, and the places at which a slot may be held."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.errors import SettingsError
from gridplan.geo.network import By
from gridplan.model.plan import Plan
from gridplan.planning.zoning.places import middles


@dataclass(frozen=True)
class SlotDials:
    """
    What a weekly slot is.

    Attributes
    ----------
    slots
        Slots to place at most.
    by
        How reach is measured by road: `metres` or `minutes`.
    within
        How far people come, in that measure.
    slot_h
        Hours of a slot.
    by_road
        Whether a branch reaches by road; else by circle.
    """

    slots: int = 10
    by: By = "metres"
    within: float = 3_000.0
    slot_h: float = 2.0
    by_road: bool = True

    def __post_init__(self) -> None:
        """Refuse dials out of range."""
        if self.slots < 1 or self.within <= 0 or self.slot_h <= 0 or self.by not in {"metres", "minutes"}:
            raise SettingsError("slots, reach and hours of a slot must be above 0, reach in metres or minutes")


def slot_places(plan: Plan, dials: SlotDials) -> gpd.GeoDataFrame:
    """
    List the places at which a slot may be held: the middle of the people of every unit.

    Parameters
    ----------
    plan
        A plan with households.
    dials
        What a slot is.

    Returns
    -------
    places
        Points, index `unit_id`; `name`, `branch_id`, `hours` a week (there, back, and the slot) and `taken`, whether
        a slot is held there already.
    """
    units = plan.units
    road = units["own_road_min"].to_numpy(dtype=float)
    speed = units["branch_id"].map(plan.branches["kind"]).map(_speeds(plan)).to_numpy(dtype=float)
    straight = units["own_straight_m"].to_numpy(dtype=float) * plan.params.detour / (speed * 1_000 / 60)
    out = np.where(np.isfinite(road), road, straight)
    points = middles(units, plan.households)
    table = {
        "name": units["name"],
        "branch_id": units["branch_id"],
        "hours": dials.slot_h + 2 * out / 60,
        "taken": units.index.isin(plan.registers.stations["unit_id"]),
    }
    return gpd.GeoDataFrame(pd.DataFrame(table, index=units.index), geometry=points.geometry, crs=units.crs)


def _speeds(plan: Plan) -> dict[str, float]:
    return {kind: float(preset.speed_kmh) for kind, preset in plan.params.presets.items()}
