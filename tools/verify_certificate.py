"""
Check a certificate of GridPlan against the GeoPackage of its plan: `verify_certificate.py certificate.json plan.gpkg`.

Stands alone: Python and shapely, which brings numpy along.
Prints one line a fault; exit 0 without any, 1 with some, 2 when called wrongly.
"""

import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

TABLES = ("units", "grids", "officers", "assignments", "adjacency")
LAYERS = ("county", "barriers")
EARTH_M, SNAP_M, OVERLAP_M2, GAP_SHARE, NEAR = 6_371_008.8, 0.5, 1.0, 0.001, 0.01
ENVELOPE_BYTES = (0, 32, 48, 48, 64)
UNREADABLE = (sqlite3.Error, shapely.errors.ShapelyError, LookupError, TypeError, ValueError, AttributeError, OSError)


def joined(hashes: Iterable[str]) -> str:
    """Hash hashes or texts, whatever their order."""
    return sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def shape_hash(shape: BaseGeometry, decimals: int) -> str:
    """Hash a shape: the normal form of each of its parts on the lattice, as little-endian WKB."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    normal = [shapely.normalize(shapely.transform(part, lambda at: at.round(decimals) + 0.0)) for part in parts]
    return joined(sha256(shapely.to_wkb(part, byte_order=1, output_dimension=2)).hexdigest() for part in normal)


def shape_of(blob: bytes | None) -> BaseGeometry | None:
    """Read what a GeoPackage keeps: `GP`, version, flags, srs_id, an envelope and WKB."""
    if blob is None or blob[:2] != b"GP":
        return None
    shape = shapely.force_2d(shapely.from_wkb(blob[8 + ENVELOPE_BYTES[blob[3] >> 1 & 7] :]))
    return None if shape.is_empty else shape


def in_metres(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Unroll the cylinder whose areas are those of the sphere, stretched to be true at the middle latitude."""
    _, south, _, north = shapely.total_bounds(shapes)
    narrow = math.cos(math.radians((south + north) / 2))
    stretch = [EARTH_M * narrow, EARTH_M / narrow]

    def unroll(at: NDArray[np.float64]) -> NDArray[np.float64]:
        east, north = np.radians(at).T
        return np.column_stack([east, np.sin(north)]) * stretch

    unrolled = (shapely.transform(shape, unroll) for shape in shapes)
    return [shape if shape.is_valid else shapely.make_valid(shape) for shape in unrolled]


def wide(shape: BaseGeometry) -> bool:
    """Tell an area from the sliver between two drawings of one border."""
    return shape.area > OVERLAP_M2 and not shape.buffer(-SNAP_M / 2).is_empty


def load(path: str, told: dict[str, Any]) -> SimpleNamespace:
    """Read the tables as lists of rows, and by id."""
    with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        layers = [layer for layer in LAYERS if layer in told["layers"]]
        wanted = [*TABLES, *layers, *(name for name in told["columns"] if name not in TABLES)]
        rows = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in wanted}  # noqa: S608
    by_id = {name: {row[f"{name[:-1]}_id"]: row for row in rows[name]} for name in TABLES[:3]}
    shapes = {name: {key: shape_of(row["geom"]) for key, row in by_id[name].items()} for name in TABLES[:2]}
    drawn = {name: [shape for row in rows[name] if (shape := shape_of(row["geom"]))] for name in layers}
    return SimpleNamespace(**by_id, rows=rows, shapes=shapes, layers=drawn)


def certified(told: dict[str, Any], plan: SimpleNamespace) -> Iterator[str]:
    """Compare the file with what was certified."""
    said = json.dumps({k: v for k, v in told.items() if k != "sha256"}, sort_keys=True, ensure_ascii=False)
    if sha256(said.encode()).hexdigest() != told["sha256"]:
        yield "certificate: changed after it was issued"
    for one in told["findings"]:
        if one["severity"] == "E" and one["rule"] != "S04":  # overload that is owned up to may stand, see `staffed`
            yield f"certificate: it tells of a finding of severity E: {one['rule']} of {one['object_id']}"
    decimals, figures = told["canonical"]["decimals"], told["canonical"]["figure_decimals"]
    for name, columns in told["columns"].items():
        rows = [json.dumps([cell(row[column], figures) for column in columns]) for row in plan.rows[name]]
        if joined(rows) != told["tables"][name]:
            yield f"changed: table {name} isn't what was certified"
        keys = Counter(row[columns[0]] for row in plan.rows[name]) if name in TABLES[:3] else Counter(rows)
        yield from (f"doubled: {key} in {name} stands {n} times" for key, n in keys.items() if n > 1)
    for name, hashes in told["shapes"].items():
        for key in sorted(hashes.keys() | plan.shapes[name].keys(), key=str):
            shape = plan.shapes[name].get(key)
            if shape is None or shape_hash(shape, decimals) != hashes.get(key):
                yield f"changed: {key} in {name} {'has no shape' if shape is None else 'has another shape'}"
    for name, shapes in plan.layers.items():
        if joined(shape_hash(shape, decimals) for shape in shapes) != told["layers"][name]:
            yield f"changed: layer {name} isn't what was certified"


def cell(value: str | float | None, decimals: int) -> object:
    """Write one value in the certificate's form."""
    return value or None if value is None or isinstance(value, str) else round(float(value), decimals) + 0.0


def covered(told: dict[str, Any], plan: SimpleNamespace) -> Iterator[str]:
    """Full cover, no overlap, and every grid the union of its units."""
    known = {(name, key): one for name in told["shapes"] for key, one in plan.shapes[name].items() if one is not None}
    placed = in_metres([*known.values(), *plan.layers.get("county", [])])
    at = dict(zip(known, placed, strict=False))
    shapes = {name: {key: shape for (kind, key), shape in at.items() if kind == name} for name in plan.shapes}
    place = shapely.union_all(placed[len(known) :] or list(shapes["units"].values()))
    gap = place.difference(shapely.union_all(list(shapes["grids"].values()))).area / place.area
    if gap > GAP_SHARE:
        yield f"G01: {gap:.2%} of the area lies in no base grid"
    for name, each in shapes.items():
        ids, tree = list(each), shapely.STRtree(list(each.values()))
        for a, b in zip(*tree.query(tree.geometries, predicate="intersects"), strict=True):
            if a < b and wide(tree.geometries[a].intersection(tree.geometries[b])):
                yield f"G02: {ids[a]} and {ids[b]} in {name} overlap"
    for grid, shape in shapes["grids"].items():
        own = [shapes["units"][u] for u, row in plan.units.items() if row["grid_id"] == grid and u in shapes["units"]]
        if wide(shape.symmetric_difference(shapely.union_all(own))):
            yield f"G03: grid {grid} isn't the union of its units"


def gridded(told: dict[str, Any], plan: SimpleNamespace) -> Iterator[str]:
    """Every unit in a grid of its branch; every grid in one piece, the sum of its units, and as locked."""
    of, ways = defaultdict(set), defaultdict(set)
    for unit, row in plan.units.items():
        of[row["grid_id"]].add(unit)
        if row["grid_id"] not in plan.grids:
            yield f"G01: unit {unit} lies in no base grid"
        elif row["branch_id"] != plan.grids[row["grid_id"]]["branch_id"]:
            yield f"G01: unit {unit} and its grid belong to different branches"
    for pair in plan.rows["adjacency"]:
        if not pair["cut"]:
            ways[pair["unit_a"]].add(pair["unit_b"])
            ways[pair["unit_b"]].add(pair["unit_a"])
    for grid, row in plan.grids.items():
        seen, queue = set(), sorted(of[grid])[:1]
        while queue:
            seen.add(unit := queue.pop())
            queue += (ways[unit] & of[grid]) - seen
        if seen != of[grid] and grid not in told["declared"]["in_parts"]:
            yield f"G04: grid {grid} is in parts, or a barrier runs through it"
        for figure in ("households", "workload_h"):
            if not abs(sum(plan.units[unit][figure] for unit in of[grid]) - row[figure]) <= NEAR:
                yield f"sums: {figure} of grid {grid} isn't the sum of its units"
    for grid in told["declared"]["lock"]:
        if sorted(of[grid]) != told["units_of"].get(grid, sorted(of[grid])):
            yield f"G14: locked grid {grid} has other units than were certified"


def staffed(told: dict[str, Any], plan: SimpleNamespace) -> Iterator[str]:
    """One owner and another backup, at work and of the branch; hours within those available, or declared."""
    loans, people = set(told["declared"]["loan"]), plan.officers
    hours: Counter[str] = Counter()
    serving = defaultdict(list)
    for row in plan.rows["assignments"]:
        grid, officer = plan.grids.get(row["grid_id"]), people.get(row["officer_id"])
        serving[row["grid_id"], row["role"]].append(row["officer_id"])
        if officer is None:
            yield f"S03: {row['officer_id']} serves grid {row['grid_id']} and is no officer"
        elif grid and officer["branch_id"] != grid["branch_id"] and row["officer_id"] not in loans:
            yield f"S03: officer {row['officer_id']} of another branch serves grid {row['grid_id']}"
    for grid, row in plan.grids.items():
        owners, covers = ([who for who in serving[grid, role] if who in people] for role in ("primary", "backup"))
        at_work = [who for who in owners if not people[who]["on_leave"]]
        if len(at_work) != 1:
            yield f"S01: grid {grid} has {len(at_work)} owners at work"
        fit = [who for who in covers if who in loans or people[who]["branch_id"] == row["branch_id"]]
        if not any(who not in owners and not people[who]["on_leave"] for who in fit):
            yield f"S02: grid {grid} has no other backup of its branch at work"
        if row["primary_officer_id"] not in owners:
            yield f"S01: the owner on grid {grid} isn't the one assigned"
        hours[row["primary_officer_id"]] += row["workload_h"]
    for who, row in people.items():
        if not abs(hours[who] - row["workload_h"]) <= NEAR:
            yield f"sums: the hours of officer {who} aren't those of the grids owned"
        over, declared = max(hours[who] - row["available_h"], 0.0), told["declared"]["overload_h"].get(who, 0.0)
        if not abs(over - declared) <= NEAR:
            yield f"S04: officer {who} has {over:,.2f} hours too many, declared are {declared:,.2f}"


def faults(certificate: str, package: str) -> Iterator[str]:
    """Tell every fault; what can't be read is one."""
    try:
        told = json.loads(Path(certificate).read_text("utf-8"))
        plan = load(package, told)
    except UNREADABLE as error:
        yield f"unreadable: {type(error).__name__}: {error}"
        return
    for step in (certified, covered, gridded, staffed):
        try:
            yield from step(told, plan)
        except UNREADABLE as error:
            yield f"unreadable: {step.__name__}: {type(error).__name__}: {error}"


if __name__ == "__main__":
    if len(sys.argv) != 3:  # noqa: PLR2004 # the command and two files
        sys.stderr.write(str(__doc__))
        sys.exit(2)
    found = list(faults(*sys.argv[1:]))
    sys.stdout.write("\n".join(found or ["the plan is what was certified, and it holds"]) + "\n")
    sys.exit(1 if found else 0)
