"""Unit by unit: branch, grid, owner and figures in both versions, and what changed."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from gridplan.model.plan import Plan
from gridplan.model.words import Change
from gridplan.planning.comparison.exact import exact
from gridplan.planning.comparison.lineage import grid_names, heirs

#: Figures of a unit that add up.
MEASURES = ("households", "visits", "workload_h")
_PLACES = ("branch_id", "grid_id", "officer_id", "town")
_SIDES = ("before", "after")


def compare_units(before: Plan, after: Plan, branch_ids: Collection[str] | None = None) -> pd.DataFrame:
    """
    Put the units of two versions side by side.

    Parameters
    ----------
    before, after
        The versions.
    branch_ids
        Keep units that belong to one of these branches in either version; by default all.

    Returns
    -------
    units
        Index `unit_id`, those of one version alone too; `name`, `heir` (where most of a unit went, or came from, that
        only one version has), `branch_id`, `grid_id`, `officer_id`, `town` and every one of `MEASURES` with `_before`
        and `_after` (empty or 0 where the unit is not), its `_change`, the marks `branch_moved`, `grid_moved`,
        `owner_moved`, the `moved` households and `change`, a code of `Change`.
    """
    sides = {"before": _side(before), "after": _side(after)}
    names = grid_names(sides["before"]["grid_id"], sides["after"]["grid_id"], sides["before"]["households"])
    sides["before"] = sides["before"].assign(grid_id=sides["before"]["grid_id"].map(names))
    index = sides["before"].index.union(sides["after"].index).rename("unit_id")
    table = pd.concat([sides[side].reindex(index).add_suffix(f"_{side}") for side in _SIDES], axis=1)
    table = _filled(table, index.isin(sides["before"].index), index.isin(sides["after"].index))
    table = _marked(table.assign(heir=_heirs(before, after, index)))
    if branch_ids is None:
        return table
    mine = table["branch_id_before"].isin(list(branch_ids)) | table["branch_id_after"].isin(list(branch_ids))
    return table[mine]


def _side(plan: Plan) -> pd.DataFrame:
    units = plan.units
    owner = units["grid_id"].map(plan.grids["primary_officer_id"])
    places = {name: units[name].fillna("").astype(str) for name in ("name", "branch_id", "grid_id", "town")}
    return pd.DataFrame(
        {**places, "officer_id": owner.fillna("").astype(str), **{name: exact(units[name]) for name in MEASURES}},
        index=units.index,
    )


def _filled(table: pd.DataFrame, was: np.ndarray, stands: np.ndarray) -> pd.DataFrame:
    texts = [f"{name}_{side}" for name in ("name", *_PLACES) for side in _SIDES]
    figures = [f"{name}_{side}" for name in MEASURES for side in _SIDES]
    filled = table.assign(was=was, stands=stands, **table[texts].fillna(""), **table[figures].fillna(0.0))
    changes = {f"{name}_change": filled[f"{name}_after"] - filled[f"{name}_before"] for name in MEASURES}
    name = filled["name_after"].where(stands, filled["name_before"])
    return filled.assign(name=name, **changes).drop(columns=["name_before", "name_after"])


def _heirs(before: Plan, after: Plan, index: pd.Index) -> pd.Series:
    gone = before.units[~before.units.index.isin(after.units.index)]
    new = after.units[~after.units.index.isin(before.units.index)]
    return pd.Series({**heirs(gone, after.units), **heirs(new, before.units)}, dtype=object).reindex(index).fillna("")


def _marked(table: pd.DataFrame) -> pd.DataFrame:
    """Hold a unit that only one version has against its heir, or against where it came from."""
    marks = {}
    for name, column in (("branch", "branch_id"), ("grid", "grid_id"), ("owner", "officer_id")):
        one, other = table[f"{column}_before"], table[f"{column}_after"]
        other = other.where(table["stands"], table["heir"].map(other).fillna(""))
        one = one.where(table["was"], table["heir"].map(one).fillna(""))
        marks[f"{name}_moved"] = one != other
    least = np.where(table["was"] & table["stands"], table[["households_before", "households_after"]].min(axis=1),
                     table["households_before"] + table["households_after"])  # fmt: skip
    return table.assign(**marks, moved=least * marks["owner_moved"], change=_change(table, marks))


def _change(table: pd.DataFrame, marks: dict[str, pd.Series]) -> np.ndarray:
    said = {
        Change.GONE: ~table["stands"],
        Change.NEW: ~table["was"],
        Change.BRANCH: marks["branch_moved"],
        Change.OWNER: marks["owner_moved"],
        Change.GRID: marks["grid_moved"],
    }
    return np.select(
        [mask.to_numpy(dtype=bool) for mask in said.values()], [str(one) for one in said], str(Change.NONE)
    )
