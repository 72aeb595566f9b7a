"""A branch closes or opens: whole grids go over, and their owners go along where that moves the fewest households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from gridplan.errors import InfeasibleError
from gridplan.model.plan import Plan, with_presets
from gridplan.model.words import BranchKind, GridKind, Role
from gridplan.planning.realignment.aftermath import Aftermath
from gridplan.planning.realignment.events import Close, Open
from gridplan.planning.realignment.framing import holders, locked_grids
from gridplan.planning.realignment.nearness import minutes_to_grids
from gridplan.planning.realignment.renaming import new_names, renamed
from gridplan.planning.service_areas.ways import Ways

#: Officers that a new branch needs so that each can stand in for the other, and that an old one keeps.
_PAIR = 2
#: Who has more than this share of his households nearer to a new branch goes there.
_HALF = 0.5
WGS84 = "EPSG:4326"


def close(plan: Plan, event: Close, ways: Ways | None, day: str) -> Aftermath:
    """
    Give the grids and people of a branch to its neighbours.

    Each officer goes to the branch that can reach the most of the own households, the soonest of several, and takes
    the own grids along; a grid that branch can't reach, but another can, goes to the soonest of those and gets a new
    owner there.

    Parameters
    ----------
    plan
        The plan.
    event
        Which branch closes.
    ways
        The road network, if there is one.
    day
        The day of the repair, ISO; a grid that is locked then stays with its owner.

    Returns
    -------
    aftermath
        The plan without the branch.

    Raises
    ------
    InfeasibleError
        If there is no such branch, or no other.
    """
    gone = event.branch_id
    if gone not in plan.branches.index:
        raise InfeasibleError(f"there is no branch {gone} in this plan")
    if len(plan.branches) == 1:
        raise InfeasibleError(f"{gone} is the only branch; nobody could take its grids")
    units = plan.units[plan.units["branch_id"] == gone]
    heirs = plan.branches.loc[_neighbours(plan, gone)]
    minutes = minutes_to_grids(units, heirs, ways, plan.params)
    reached = minutes <= heirs["drive_min"]
    weight = units.groupby("grid_id")["households"].sum()
    owners = holders(plan.assignments, Role.PRIMARY, minutes.index)
    people = plan.officers.index[plan.officers["branch_id"] == gone]
    nearest = str(heirs.distance(plan.branches.geometry[gone]).idxmin())
    homes = {str(who): _home(minutes, reached, weight, owners.index[owners == who], nearest) for who in people}
    locked = locked_grids(plan, day)
    goes = {}
    for grid, row in zip(map(str, minutes.index), minutes.to_numpy(dtype=float), strict=True):
        home, way = homes.get(owners[grid], ""), pd.Series(row, index=minutes.columns)
        goes[grid] = home if home and grid in locked else _target(way, way <= heirs["drive_min"], home)
    rest = replace(plan, branches=plan.branches.drop(index=gone))
    return _gone_over(rest, goes, homes, plan)


def open_branch(plan: Plan, event: Open, ways: Ways | None, day: str) -> Aftermath:
    """
    Give a new branch the grids that are nearer to it, with their owners.

    An officer of whose households more than half are nearer to the new branch goes there with all grids but those that
    the old one alone reaches; at least two go, those with the largest share, then those who own no grid, as long as two
    stay where they were. Of those who stay only grids go over that their own branch can't reach and the new one can.
    So a household gets another owner only for reach.

    Parameters
    ----------
    plan
        The plan.
    event
        Which branch opens, and where.
    ways
        The road network, if there is one.
    day
        The day of the repair, ISO; a grid that is locked then stays with its owner.

    Returns
    -------
    aftermath
        The plan with the branch.

    Raises
    ------
    InfeasibleError
        If the branch is there already, its kind is unknown, or no household is nearer to it.
    """
    branches = _with_branch(plan, event)
    minutes = minutes_to_grids(plan.units, branches, ways, plan.params)
    home = plan.units.groupby("grid_id")["branch_id"].first()
    new = event.branch_id
    own = pd.Series([minutes.at[grid, branch] for grid, branch in home.items()], index=home.index)
    limit = home.map(branches["drive_min"])
    reached = minutes[new] <= float(branches.at[new, "drive_min"])
    fit = reached | (own > limit)
    nearer = (minutes[new] < own) & fit
    if not nearer.any():
        raise InfeasibleError(f"no grid is nearer to {new} than to its own branch; it would have nothing to do")
    weight = plan.units.groupby("grid_id")["households"].sum()
    owners = holders(plan.assignments, Role.PRIMARY, home.index)
    going = _going(plan, nearer, weight, owners)
    locked = home.index.isin(locked_grids(plan, day))
    along = owners.isin(going) & (fit | locked)
    needs = (own > limit) & reached & ~owners.isin(going) & ~locked
    goes = {str(grid): new for grid in home.index[along | needs]}
    return _gone_over(replace(plan, branches=branches), goes, dict.fromkeys(going, new), plan)


def _with_branch(plan: Plan, event: Open) -> gpd.GeoDataFrame:
    if event.branch_id in plan.branches.index:
        raise InfeasibleError(f"there is a branch {event.branch_id} already")
    if event.kind not in list(map(str, BranchKind)):
        raise InfeasibleError(f"no kind of branch {event.kind}; choose from {', '.join(map(str, BranchKind))}")
    place = gpd.GeoSeries([Point(event.lon, event.lat)], crs=WGS84).to_crs(plan.branches.crs)
    row = gpd.GeoDataFrame(
        {"name": [event.name or event.branch_id], "bank": "", "kind": event.kind, "town": ""},
        geometry=place.to_numpy(), index=pd.Index([event.branch_id], name="branch_id"), crs=plan.branches.crs,
    )  # fmt: skip
    row = with_presets(row, plan.params.presets)
    return gpd.GeoDataFrame(pd.concat([plan.branches, row]), crs=plan.branches.crs)


def _going(plan: Plan, nearer: pd.Series, weight: pd.Series, owners: pd.Series) -> list[str]:
    """Choose who goes to a new branch: those with most of their ground there, two at least if two can stay."""
    held = weight.groupby(owners).sum()
    share = ((weight * nearer).groupby(owners).sum() / held.where(held > 0)).drop("", errors="ignore")
    share = share[share > 0].sort_index().sort_values(ascending=False, kind="stable")
    near = set(plan.officers["branch_id"].reindex(share.index))
    free = plan.officers.loc[~plan.officers.index.isin(owners), "branch_id"]
    idle = sorted(free.index, key=lambda who: (free[who] not in near, who))
    left = plan.officers["branch_id"].value_counts().to_dict()
    going: list[str] = []
    # who owns no grid moves nobody; he makes up the pair
    for officer, part in [*share.items(), *((who, 0.0) for who in idle)]:
        branch = plan.officers.at[officer, "branch_id"]
        if (part > _HALF or len(going) < _PAIR) and left[branch] > _PAIR:
            going.append(str(officer))
            left[branch] -= 1
    return going


def _neighbours(plan: Plan, branch_id: str) -> list[str]:
    """Name the branches across an open border; all others where there is none."""
    pairs = plan.adjacency[~plan.adjacency["cut"].astype(bool)]
    ends = [pairs[side].map(plan.units["branch_id"]) for side in ("unit_a", "unit_b")]
    near = set(ends[1][ends[0] == branch_id]) | set(ends[0][ends[1] == branch_id])
    return sorted(near - {branch_id}) or sorted(set(plan.branches.index) - {branch_id})


def _home(minutes: pd.DataFrame, reached: pd.DataFrame, weight: pd.Series, grids: pd.Index, nearest: str) -> str:
    """Choose the branch of an officer: fewest households that must change the owner for reach, then minutes."""
    if not len(grids):
        return nearest
    lost = reached.loc[grids].any(axis=1).to_numpy()[:, None] & ~reached.loc[grids].to_numpy()
    load = weight.reindex(grids).to_numpy(dtype=float)
    cost = np.column_stack([load @ lost, load @ minutes.loc[grids].to_numpy()])
    return str(minutes.columns[np.lexsort(cost.T[::-1])[0]])


def _target(minutes: pd.Series, reached: pd.Series, home: str) -> str:
    """Follow the owner, unless his branch can't reach the grid and another can."""
    if home and (reached[home] or not reached.any()):
        return home
    return str(minutes[reached].idxmin() if reached.any() else minutes.idxmin())


def _gone_over(rest: Plan, goes: Mapping[str, str], homes: Mapping[str, str], before: Plan) -> Aftermath:
    """Write the new branches of grids and people down; a grid gets a number of its new branch."""
    home = before.units.groupby("grid_id")["branch_id"].first().to_dict()
    names = new_names(goes, sorted(home))
    moved = before.units["grid_id"].map(goes)
    units = before.units.assign(branch_id=before.units["branch_id"].where(moved.isna(), moved))
    people = before.officers["branch_id"]
    officers = before.officers.assign(branch_id=people.where(~people.index.isin(homes), people.index.map(homes)))
    grids = before.grids.copy()
    base = grids["kind"] == GridKind.BASE
    now = grids.index.to_series().map(goes)
    grids["branch_id"] = grids["branch_id"].where(~base | now.isna(), now)
    special = grids.index[~base]
    first = grids.loc[special, "parents"].str.split(",").str[0].map(grids["branch_id"])
    grids.loc[special, "branch_id"] = first.fillna(grids.loc[special, "branch_id"])
    named = renamed(replace(rest, units=units, officers=officers, grids=grids), names)
    left = {str(before.officers.at[who, "branch_id"]) for who in homes} | {str(home[grid]) for grid in goes}
    touched = sorted((left | set(goes.values()) | set(homes.values())) & set(rest.branches.index))
    return Aftermath(
        plan=named,
        former=named.assignments,
        branches=tuple(touched),
        branch_from={names[grid]: str(home[grid]) for grid in goes},
        surveyed=False,
    )
