"""Put people on the grids, branch by branch, and add up what each of them carries."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.plan import PlanParams
from gridplan.model.registers import Registers
from gridplan.model.roster import Hard
from gridplan.model.words import Role
from gridplan.planning.staffing.assignment import COLUMNS, Staffing, StaffingRules, assign
from gridplan.planning.staffing.beats import beat_travel_h
from gridplan.planning.staffing.eligibility import away_together, branch_rules
from gridplan.planning.staffing.loans import at_branches

#: A grid goes to one of so many officers with the nearest beats; in a branch of 14 that takes a third of the time.
CANDIDATES = 6


class Kept(NamedTuple):
    """What is written down: the registers, the grid of each unit, and the day that is planned for, ISO."""

    registers: Registers = Registers()
    units: pd.Series = pd.Series(dtype=str)
    day: str = ""


class Staffed(NamedTuple):
    """Assignments with columns `COLUMNS`, and the proved gap of each branch that was staffed, as a share."""

    assignments: pd.DataFrame
    gaps: pd.Series


def staff_grids(
    grids: gpd.GeoDataFrame,
    officers: pd.DataFrame,
    branches: pd.DataFrame,
    params: PlanParams,
    *,
    kept: Kept | None = None,
    previous: pd.DataFrame | None = None,
    only: Collection[str] | None = None,
) -> Staffed:
    """
    Choose owner and backup of every base grid.

    Parameters
    ----------
    grids
        Base grids with `branch_id`, `visits`, `workload_h`.
    officers
        Officers with `available_h`.
    branches
        Branches with `kind`.
    params
        Dials.
    kept
        What is written down of officers and grids; by default nothing.
    previous
        Assignments so far; another owner has a price.
    only
        Branches to staff anew; the others keep their people. None means all.

    Returns
    -------
    staffed
        Assignments, and how far at most those of each branch that was staffed are from the best.
    """
    parts, gaps = [pd.DataFrame(columns=COLUMNS)], {}
    kept = kept or Kept()
    before, teams = _owners(previous), at_branches(officers, kept.registers.lent(kept.day))
    for branch, theirs in grids.groupby("branch_id"):
        if previous is not None and only is not None and branch not in only:
            parts.append(previous.loc[previous["grid_id"].isin(theirs.index), COLUMNS])
        else:
            kind = params.presets[str(branches.at[branch, "kind"])]
            people = teams[teams["branch_id"] == branch]
            days = theirs["visits"] / kind.visits_per_day
            speed = kind.speed_kmh * 1_000 / params.detour
            here = people[~people["on_leave"].astype(bool)]
            found = _staff_branch(theirs, here, days, speed, params, before, kept)
            parts.append(found.assignments)
            gaps[branch] = found.gap if len(found.assignments) else np.nan
    return Staffed(pd.concat(parts, ignore_index=True).astype(str), pd.Series(gaps, dtype=float))


def _staff_branch(
    grids: gpd.GeoDataFrame,
    officers: pd.DataFrame,
    visit_days: pd.Series,
    metres_an_hour: float,
    params: PlanParams,
    previous: pd.Series | None,
    kept: Kept,
) -> Staffing:
    if officers.empty:
        return Staffing(pd.DataFrame(columns=COLUMNS))
    travel = beat_travel_h(
        grids, officers, visit_days=visit_days, metres_an_hour=metres_an_hour, previous=previous, seed=params.seed
    )
    rules = StaffingRules(max_overload_share=params.max_overload_share, candidates=CANDIDATES)
    bars = branch_rules(grids, officers, kept.units, kept.registers, kept.day, previous)
    locks = {grids.index[rule.grid]: officers.index[rule.officer] for rule in bars if rule.kind is Hard.LOCK}
    return assign(
        grids["workload_h"],
        officers,
        travel,
        rules,
        locked=pd.Series(locks, dtype=object),
        previous=previous,
        bars=bars,
        apart=away_together(officers, kept.registers.leaves, kept.day),
    )


def _owners(assignments: pd.DataFrame | None) -> pd.Series | None:
    if assignments is None:
        return None
    return assignments[assignments["role"] == Role.PRIMARY].set_index("grid_id")["officer_id"]


def with_staff(grids: gpd.GeoDataFrame, assignments: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Put owner and backup on every grid.

    Parameters
    ----------
    grids
        Grids.
    assignments
        Columns `grid_id`, `officer_id`, `role`.

    Returns
    -------
    grids
        With `primary_officer_id` and `backup_officer_id`, empty where there is none.
    """
    by_role = assignments.drop_duplicates(["grid_id", "role"]).set_index("grid_id")
    staff = {
        f"{role}_officer_id": by_role.loc[by_role["role"] == role, "officer_id"].reindex(grids.index).fillna("")
        for role in (Role.PRIMARY, Role.BACKUP)
    }
    return grids.assign(**staff)


def with_load(officers: pd.DataFrame, grids: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Add up what every officer owns and covers.

    Parameters
    ----------
    officers
        Officers with `available_h`, `quota_week`.
    grids
        Base grids with `primary_officer_id` and `backup_officer_id`.

    Returns
    -------
    officers
        With `grids_n`, `covers_n`, `households`, `visits`, `workload_h`, `utilisation` (0 without hours), `overload_h`
        and `pass_weeks`: weeks until every household has been called on once.
    """
    owned = grids.groupby("primary_officer_id")
    sums = owned[["households", "visits", "workload_h"]].sum().reindex(officers.index).fillna(0.0)
    loaded = officers.assign(
        grids_n=owned.size().reindex(officers.index).fillna(0).astype(int),
        covers_n=grids.groupby("backup_officer_id").size().reindex(officers.index).fillna(0).astype(int),
        **{name: sums[name] for name in sums},
    )
    hours = loaded["available_h"]
    return loaded.assign(
        utilisation=(loaded["workload_h"] / hours.where(hours > 0)).fillna(0.0),
        overload_h=(loaded["workload_h"] - hours).clip(lower=0.0),
        pass_weeks=loaded["households"] / loaded["quota_week"].where(loaded["quota_week"] > 0),
    )
