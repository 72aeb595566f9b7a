"""Grids that go to another branch get a number there, wherever they are named."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from gridplan.model.plan import Plan

_NUMBER = re.compile(r"-G(\d+)$")


def new_names(goes: Mapping[str, str], grids: Collection[str]) -> dict[str, str]:
    """
    Give grids the next numbers of their new branch.

    Parameters
    ----------
    goes
        New branch by grid.
    grids
        All grids that there are.

    Returns
    -------
    names
        New id by old one.
    """
    taken = dict[str, int]()
    for grid in grids:
        branch, _, _ = grid.rpartition("-")
        found = _NUMBER.search(grid)
        taken[branch] = max(taken.get(branch, 0), int(found[1]) if found else 0)
    names = {}
    for grid in sorted(goes):
        branch = goes[grid]
        taken[branch] = taken.get(branch, 0) + 1
        names[grid] = f"{branch}-G{taken[branch]:02d}"
    return names


def renamed(plan: Plan, names: Mapping[str, str]) -> Plan:
    """
    Call grids by their new ids.

    Parameters
    ----------
    plan
        The plan.
    names
        New id by old one.

    Returns
    -------
    plan
        With units, households, grids, assignments and registers renamed.
    """
    registers = plan.registers
    declared, issues = registers.declarations, registers.issues
    return replace(
        plan,
        units=plan.units.assign(grid_id=_called(plan.units["grid_id"], names)),
        households=plan.households.assign(grid_id=_called(plan.households["grid_id"], names)),
        grids=plan.grids.assign(parents=plan.grids["parents"].map(lambda ids: _list(ids, names))).rename(index=names),
        assignments=plan.assignments.assign(grid_id=_called(plan.assignments["grid_id"], names)),
        registers=replace(
            registers,
            declarations=declared.assign(object_id=_called(declared["object_id"], names)),
            issues=issues.assign(grid_id=_called(issues["grid_id"], names)),
        ),
    )


def _called(ids: pd.Series, names: Mapping[str, str]) -> pd.Series:
    other = ids.map(names)
    return other.where(other.notna(), ids)


def _list(ids: object, names: Mapping[str, str]) -> str:
    return ",".join(names.get(one, one) for one in str(ids or "").split(",")) if ids else ""
