"""Officers against the grids that they are to serve: too few, or more than needed."""

from __future__ import annotations

import math
from collections.abc import Mapping

from gridplan.model.plan import Preset
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.draft import Draft

#: Grids of an officer for whom the file doesn't say how many.
_USUAL_GRIDS = 3.0


def check_staffing(files: CountyFiles, presets: Mapping[str, Preset]) -> None:
    """
    Warn where the officers can't serve the grids of the county, or are more than the grids.

    The county needs as many grids as are drawn already, else as its households fill at the least: none may pass its
    hard size. It can use as many as its households fill at the smallest wanted size.

    Parameters
    ----------
    files
        All that could be read, before rows are left out.
    presets
        Sizes by kind of branch.
    """
    officers, units = files.tables.get("officers"), files.tables.get("units")
    if officers is None or units is None or officers.refused or units.refused:
        return
    branches = files.tables.get("branches")
    sizes = _sizes(branches, presets)
    households = float(units.table["registered_hh"].astype(float).fillna(0.0).sum())
    drawn = len(files.layers["grids"].table) if "grids" in files.layers else 0
    least = drawn or math.ceil(households / max(size.hh_hard[1] for size in sizes))
    # every branch may have a team of three, however few its households are
    teams = math.inf if branches is None else 3 * len(branches.table)
    most = max(drawn, teams, math.ceil(households / min(size.hh_min for size in sizes)))
    served = _grids_served(officers)
    if households and served < least:
        said = officers.origin.say("OFFICER_CAPACITY", served=f"{served:g}", grids=least, officers=len(officers.table))
        officers.add([said])
    elif households and len(officers.table) > most:
        officers.add([officers.origin.say("OFFICER_SPARE", officers=len(officers.table), grids=most)])


def _sizes(branches: Draft | None, presets: Mapping[str, Preset]) -> list[Preset]:
    kinds = set() if branches is None else set(branches.table["kind"].dropna().astype(str))
    return [presets[kind] for kind in sorted(kinds & set(presets))] or list(presets.values())


def _grids_served(officers: Draft) -> float:
    told = officers.table["max_grids"].astype(float).fillna(_USUAL_GRIDS)
    away = officers.table["on_leave"].fillna(value=False).astype(bool)
    return float(told[~away].sum())
