"""Find white space: demand, the best places for every number of slots, and the curve of gains."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.model.eligibility import to_be_visited
from gridplan.model.plan import Plan
from gridplan.planning.service_areas.ways import Floats, StraightWays, Ways
from gridplan.planning.white_space.covering import Cover, Covering
from gridplan.planning.white_space.slots import SlotDials, slot_places

CURVE = ["slots", "households", "share", "gain", "hours", "per_hour", "gap"]


@dataclass(frozen=True)
class WhiteSpace:
    """
    Whom nobody reaches, and what slots would change.

    Attributes
    ----------
    base
        Who is counted: `eligible` households, or `resident` ones where nobody has been screened.
    demand
        Households out of reach by unit; those that a slot held already reaches are not among them.
    curve
        One row a number of slots: `slots`, `households` reached, their `share` of the demand, `gain` over one slot
        less, `hours` a week, households `per_hour`, and the proved `gap` to the best possible, as a share.
    places
        Points; one row a slot of every number of slots: `slots`, `rank` by households, `unit_id`, `name`,
        `branch_id`, `households` to whom it is the nearest of them, `hours`, `per_hour`.
    """

    base: str
    demand: pd.Series
    curve: pd.DataFrame
    places: gpd.GeoDataFrame


def find_white_space(
    plan: Plan, ways: Ways | None, dials: SlotDials | None = None, *, branch_id: str | None = None
) -> WhiteSpace:
    """
    Find the places of weekly slots that together reach most of those whom no branch reaches.

    Parameters
    ----------
    plan
        A plan with households.
    ways
        Road network; None estimates ways by the usual detour.
    dials
        What a slot is.
    branch_id
        Only units and households of this branch; by default the county's.

    Returns
    -------
    white_space
        For 1, 2, ... slots the best places, until all is reached that can be or the slots of the dials are placed.
    """
    dials = dials or SlotDials()
    places, people = slot_places(plan, dials), plan.households
    if branch_id is not None:
        places, people = places[places["branch_id"] == branch_id], people[people["branch_id"] == branch_id]
    base, wanted = to_be_visited(plan.households)
    reached = people["reached_road" if dials.by_road else "reached_radius"] > 0
    out = people[wanted.reindex(people.index) & ~reached]
    roads = ways or _straight(plan, places)
    far = _costs(roads, places, out, dials)
    held = places["taken"].to_numpy()
    left = ~(far[held] <= dials.within).any(axis=0)
    out, free, far = out[left], places[~held], far[np.ix_(~held, left)]
    weight = out["households_n"].to_numpy(dtype=float)
    cover = Cover(far <= dials.within, weight, free["hours"].to_numpy(dtype=float))
    found = _coverings(cover, min(dials.slots, len(free)))
    demand = pd.Series(weight, out["unit_id"].to_numpy(), dtype=float, name="households")
    by_unit = demand.groupby(level=0).sum().rename_axis("unit_id")
    tables = [_placed(free, one, far, weight, dials.within) for one in found]
    return WhiteSpace(base, by_unit, _curve(found, cover, float(weight.sum())), _joined(tables, free))


def _straight(plan: Plan, places: gpd.GeoDataFrame) -> StraightWays:
    speeds = {kind: float(preset.speed_kmh) for kind, preset in plan.params.presets.items()}
    kinds = places["branch_id"].map(plan.branches["kind"])
    return StraightWays(plan.params.detour, kinds.map(speeds).to_numpy(dtype=float))


def _costs(ways: Ways, places: gpd.GeoDataFrame, people: gpd.GeoDataFrame, dials: SlotDials) -> Floats:
    sources, targets = (table.get_coordinates().to_numpy() for table in (places, people))
    return ways.costs(sources, targets, by=dials.by)


def _coverings(cover: Cover, most: int) -> list[Covering]:
    """Stop where another slot reaches nobody more."""
    found: list[Covering] = []
    while len(found) < most:
        best = cover.best(len(found) + 1)
        if best.covered <= (found[-1].covered if found else 0.0) + 1e-9:
            break
        found.append(best)
    return found


def _curve(found: list[Covering], cover: Cover, demand: float) -> pd.DataFrame:
    reached = np.array([one.covered for one in found])
    hours = np.array([cover.hours[one.chosen].sum() for one in found])
    bound = np.array([one.bound for one in found])
    table = {
        "slots": np.arange(1, len(found) + 1),
        "households": reached,
        "share": reached / max(demand, 1e-9),
        "gain": np.diff(reached, prepend=0.0),
        "hours": hours,
        "per_hour": reached / np.maximum(hours, 1e-9),
        "gap": np.clip(bound / np.maximum(reached, 1e-9) - 1, 0.0, None),
    }
    return pd.DataFrame(table, columns=CURVE)


def _placed(free: gpd.GeoDataFrame, covering: Covering, far: Floats, weight: Floats, within: float) -> gpd.GeoDataFrame:
    """Give every household that is reached to the nearest of the chosen places."""
    mine: NDArray[np.float64] = far[covering.chosen]
    nearest, near = mine.argmin(axis=0), mine.min(axis=0) <= within
    served = np.bincount(nearest[near], weight[near], len(covering.chosen))
    chosen = free.iloc[covering.chosen].drop(columns="taken").assign(slots=len(covering.chosen), households=served)
    chosen = chosen.assign(per_hour=chosen["households"] / chosen["hours"]).rename_axis("unit_id").reset_index()
    chosen = chosen.sort_values(["households", "unit_id"], ascending=[False, True], ignore_index=True)
    return chosen.assign(rank=np.arange(1, len(chosen) + 1))


def _joined(tables: list[gpd.GeoDataFrame], free: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    columns = ["slots", "rank", "unit_id", "name", "branch_id", "households", "hours", "per_hour", "geometry"]
    if not tables:
        return gpd.GeoDataFrame({column: [] for column in columns}, geometry="geometry", crs=free.crs)
    return gpd.GeoDataFrame(pd.concat(tables, ignore_index=True)[columns], crs=free.crs)
