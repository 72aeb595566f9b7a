"""A unit goes to another grid and the plan is whole again; an oracle of its own tells which rules that breaks."""

from __future__ import annotations

import numpy as np
import shapely

from gridplan.planning.certificate.verifying import reckoned
from tests.property.mutated import Edit, on_plan

#: The rules that the oracle knows.
KNOWN = {"G04", "G05", "G13", "G14", "S04", "S05"}


def move(plan, rng, *, through=None):
    """Move a unit to a grid that keeps its own company: edits of all that hangs on it; `through` gives or takes."""
    base = plan.grids[plan.grids["kind"] == "base"]
    pairs = [(one, other) for one in base.index[base["units_n"] > 1] for other in base.index if other != one]
    donor, taker = pairs[rng.choice([n for n, pair in enumerate(pairs) if through in (None, *pair)])]
    unit = str(rng.choice(plan.units.index[plan.units["grid_id"] == donor]))
    values = {"grid_id": taker, "branch_id": base.at[taker, "branch_id"]}
    edits = [Edit("put", "units", {"unit_id": unit}, values)]
    moved = on_plan(plan, edits)
    for grid in (donor, taker):
        shapes = moved.units.geometry[moved.units["grid_id"] == grid]
        edits.append(Edit("put", "grids", {"grid_id": grid}, {"geometry": shapely.union_all(shapes.to_numpy())}))
    return edits + figures(plan, moved)


def figures(plan, changed):
    """Put what a changed plan adds up to into its tables."""
    sound = reckoned(changed)
    columns = {
        "grids": ("households", "workload_h", "units_n", "parts", "deviation"),
        "officers": ("households", "workload_h", "utilisation", "overload_h"),
    }
    edits = []
    for table, names in columns.items():
        before, after = getattr(plan, table), getattr(sound, table)
        for key in before.index:
            new = {name: after.at[key, name] for name in names if after.at[key, name] != before.at[key, name]}
            edits += [Edit("put", table, {f"{table[:-1]}_id": key}, new)] if new else []
    return edits


def broken(plan):
    """Tell which objects break which rule, from units, neighbours and assignments alone."""
    of, hours, households = {}, {}, {}
    for row in plan.units.reset_index().to_dict("records"):
        of.setdefault(row["grid_id"], set()).add(row["unit_id"])
        hours[row["unit_id"]], households[row["unit_id"]] = row["workload_h"], row["households"]
    grids = {grid: (sum(households[u] for u in mine), sum(hours[u] for u in mine)) for grid, mine in of.items()}
    ways = [(a, b) for a, b, cut in plan.adjacency[["unit_a", "unit_b", "cut"]].to_numpy() if not cut]
    found = {("G04", grid) for grid, mine in of.items() if not _whole(mine, ways)}
    branch = plan.grids["branch_id"].to_dict()
    for grid, (number, _) in grids.items():
        kind = plan.params.presets[plan.branches.at[branch[grid], "kind"]]
        found |= set() if kind.hh_min <= number <= kind.hh_max else {("G05", grid)}
    for name in plan.branches.index:
        load = {grid: work for grid, (_, work) in grids.items() if branch[grid] == name}
        mean = np.mean(list(load.values())) if load else 0.0
        found |= {("G13", grid) for grid, work in load.items() if mean and abs(work / mean - 1) > 0.2}
        if load and min(load.values()) > 0 and max(load.values()) / min(load.values()) > 1.5:
            found.add(("G13", name))
    return found | _burdened(plan, grids) | _unlocked(plan, of)


def _whole(mine, ways):
    group = {unit: unit for unit in mine}
    for _ in mine:
        for a, b in ways:
            if a in group and b in group:
                group[a] = group[b] = min(group[a], group[b])
    return len(set(group.values())) <= 1


def _burdened(plan, grids):
    found, owner = set(), {}
    for row in plan.assignments.to_dict("records"):
        if row["role"] == "primary":
            owner.setdefault(row["officer_id"], []).append(row["grid_id"])
    for who, mine in owner.items():
        number, work = (sum(grids[grid][n] for grid in mine) for n in (0, 1))
        share = work / plan.officers.at[who, "available_h"]
        found |= set() if 0.7 <= share <= 0.9 else {("S04", who)}
        found |= set() if 600 <= number <= 2500 else {("S05", who)}
    return found


def _unlocked(plan, of):
    said, was = plan.registers.declarations, plan.former["grid_id"]
    locked = said["object_id"][said["kind"] == "lock"]
    return {("G14", grid) for grid in locked if of.get(grid, set()) != set(was.index[was == grid])}
