"""
Check a certificate of GridPlan against the GeoPackage of its plan: `verify_certificate.py certificate.json plan.gpkg`.

Stands alone: Python and shapely. Prints one line a fault; exit 0 without any, 1 with some, 2 when called wrongly.
"""

import json
import math
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

DEGREE_M, SNAP_M, OVERLAP_M2, GAP_SHARE = 111_195, 0.5, 1.0, 0.001
#: Each query finds what breaks a rule; `IS NOT 1` takes what can't be reckoned, a missing figure say, for a breach.
BREACHES = {
    "doubled: {} stands more than once": """
        SELECT unit_id FROM units GROUP BY 1 HAVING count(*) > 1 UNION
        SELECT grid_id FROM grids GROUP BY 1 HAVING count(*) > 1 UNION
        SELECT officer_id FROM officers GROUP BY 1 HAVING count(*) > 1 UNION
        SELECT role || ' of ' || grid_id FROM assignments GROUP BY 1, officer_id HAVING count(*) > 1""",
    "G01: unit {} lies in no base grid of its branch": """
        SELECT unit_id FROM units u LEFT JOIN grids g USING (grid_id)
            WHERE g.grid_id IS NULL OR u.branch_id IS NOT g.branch_id""",
    "G04: unit {} is cut off from the rest of its grid, by distance or a barrier": """
        WITH RECURSIVE home AS (SELECT * FROM units WHERE unit_id NOT IN (SELECT value FROM json_each(:enclave))),
            way(a, b) AS (SELECT unit_a, unit_b FROM adjacency WHERE NOT cut
                UNION SELECT unit_b, unit_a FROM adjacency WHERE NOT cut),
            reached(unit, grid) AS (SELECT min(unit_id), grid_id FROM home GROUP BY grid_id
                UNION SELECT b, grid FROM reached JOIN way ON a = unit JOIN units ON unit_id = b AND grid_id = grid)
        SELECT unit_id FROM home WHERE unit_id NOT IN (SELECT unit FROM reached)
            AND grid_id NOT IN (SELECT value FROM json_each(:in_parts) UNION SELECT value FROM json_each(:enclave))""",
    "G09: grid {} is of no known type": """
        SELECT grid_id FROM grids WHERE (type IN ('village', 'street_shops', 'community', 'institution',
            'enterprise', 'market', 'park', 'mixed')) IS NOT 1""",
    "G14: the lock on {} was struck out": """
        SELECT value FROM json_each(:lock) EXCEPT SELECT object_id FROM declarations WHERE kind = 'lock'""",
    "S01: grid {} hasn't exactly one owner at work, or names another": """
        SELECT g.grid_id FROM grids g LEFT JOIN assignments a ON a.grid_id = g.grid_id AND role = 'primary'
            LEFT JOIN officers USING (officer_id) GROUP BY g.grid_id
            HAVING total(NOT on_leave) <> 1 OR total(officer_id = primary_officer_id) = 0""",
    "S02: grid {} has no backup at work besides its owner": """
        SELECT grid_id FROM grids EXCEPT SELECT grid_id FROM assignments a JOIN officers USING (officer_id)
            WHERE role = 'backup' AND NOT on_leave AND NOT EXISTS (SELECT 1 FROM assignments o
                WHERE o.grid_id = a.grid_id AND o.role = 'primary' AND o.officer_id = a.officer_id)""",
    "S03: {} serves a grid of another branch": """
        SELECT DISTINCT officer_id FROM assignments JOIN grids g USING (grid_id) LEFT JOIN officers o USING (officer_id)
            WHERE role IN ('primary', 'backup') AND (o.officer_id IS NULL OR o.branch_id IS NOT g.branch_id)
            AND officer_id NOT IN (SELECT value FROM json_each(:loan))
            AND (officer_id || ' ' || g.branch_id IN (SELECT value FROM json_each(:lent))) IS NOT 1""",
    "S04: officer {} has other hours too many than are declared": """
        SELECT officer_id FROM officers LEFT JOIN json_each(:overload_h) ON key = officer_id
            WHERE (abs(max(workload_h - available_h, 0) - ifnull(value, 0)) <= 0.01) IS NOT 1""",
    "sums: households or hours of grid {} aren't those of its units": """
        WITH own AS (SELECT grid_id, sum(households) AS n, sum(workload_h) AS hours FROM units GROUP BY 1)
        SELECT grid_id FROM grids LEFT JOIN own USING (grid_id)
            WHERE (abs(n - households) <= 0.01 AND abs(hours - workload_h) <= 0.01) IS NOT 1""",
    "sums: hours of officer {} aren't those of the grids owned": """
        WITH owned AS (SELECT primary_officer_id, sum(workload_h) AS hours FROM grids GROUP BY 1)
        SELECT officer_id FROM officers LEFT JOIN owned ON primary_officer_id = officer_id
            WHERE (abs(ifnull(hours, 0) - workload_h) <= 0.01) IS NOT 1""",
}


def certified(told: dict[str, Any], package: sqlite3.Connection) -> Iterator[str]:
    """Yield where the certificate was changed or is none of a sound plan, and where the file has other rows."""
    said = json.dumps({k: v for k, v in told.items() if k != "sha256"}, sort_keys=True, ensure_ascii=False)
    if sha256(said.encode()).hexdigest() != told["sha256"]:
        yield "certificate: changed after it was issued"
    # overload that is owned up to may stand, see S04
    grave = [one for one in told["findings"] if one["severity"] == "E" and one["rule"] != "S04"]
    yield from (f"certificate: it tells of an error: {one['rule']} of {one['object_id']}" for one in grave)
    for name, table in told["tables"].items():
        rows = package.execute(f'SELECT {", ".join(table["columns"])} FROM "{name}"')  # noqa: S608 # it reads only
        here, there = Counter(json.dumps([cell(value) for value in row]) for row in rows), Counter(table["rows"])
        yield from (f"changed: {name} has {row}, which wasn't certified" for row in here - there)
        yield from (f"changed: {name} lacks {row}" for row in there - here)
    was, locks = {tuple(json.loads(row)[:2]) for row in told["tables"]["units"]["rows"]}, {*told["declared"]["lock"]}
    moved = was ^ set(package.execute("SELECT unit_id, grid_id FROM units"))
    yield from (f"G14: {one} left or came to {grid} in spite of a lock" for one, grid in moved if {one, grid} & locks)


def cell(value: str | float | bytes | None) -> object:
    """Write one value in the certificate's form; of a shape the hash, part by part."""
    if isinstance(value, bytes):
        parts = shapely.get_parts(shapely.get_parts(shape_of(value)))
        normal = [shapely.normalize(shapely.transform(part, lambda at: at.round(8) + 0.0)) for part in parts]
        hashes = sorted(sha256(shapely.to_wkb(part, byte_order=1)).hexdigest() for part in normal)
        return sha256("\n".join(hashes).encode()).hexdigest()
    return value or None if value is None or isinstance(value, str) else round(float(value), 6) + 0.0


def shape_of(blob: bytes) -> BaseGeometry:
    """Read what a GeoPackage keeps: `GP`, version, flags, srs_id, an envelope and WKB."""
    return shapely.force_2d(shapely.from_wkb(blob[8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7] :]))


def covered(told: dict[str, Any], package: sqlite3.Connection) -> Iterator[str]:
    """Yield a gap between grids, overlaps, and grids that aren't the union of their units."""
    county = "SELECT '', geom FROM county" if "county" in told["tables"] else "SELECT '', geom FROM units"
    units, grids, place = (
        [(key, shapely.make_valid(shape_of(blob))) for key, blob in package.execute(query)]
        for query in ("SELECT grid_id, geom FROM units", "SELECT grid_id, geom FROM grids", county)
    )
    ids, shapes = zip(*grids, strict=True)
    whole = shapely.union_all([shape for _, shape in place])
    gap = whole.difference(shapely.union_all(shapes)).area
    if gap > GAP_SHARE * whole.area:
        yield f"G01: {gap / whole.area:.2%} of the area lies in no base grid"
    for a, b in shapely.STRtree(shapes).query(shapes, predicate="intersects").T:
        if a < b and wide(shapes[a].intersection(shapes[b])):
            yield f"G02: grids {ids[a]} and {ids[b]} overlap"
    for grid, shape in grids:
        if wide(shape.symmetric_difference(shapely.union_all([unit for home, unit in units if home == grid]))):
            yield f"G03: grid {grid} isn't the union of its units"


def wide(shape: BaseGeometry) -> bool:
    """Tell an area from the sliver between two drawings of one border, in metres at the latitude of the shape."""
    stretch = DEGREE_M * math.cos(math.radians(shape.bounds[1])), DEGREE_M
    metric = shapely.transform(shape, lambda at: at * stretch)
    return metric.area > OVERLAP_M2 and not metric.buffer(-SNAP_M / 2).is_empty


def faults(certificate: str, gpkg: str) -> Iterator[str]:
    """Yield every fault; what can't be read is one."""
    try:
        told = json.loads(Path(certificate).read_text("utf-8"))
        declared = {name: json.dumps(objects) for name, objects in told["declared"].items()}
        with closing(sqlite3.connect(f"{Path(gpkg).resolve().as_uri()}?mode=ro", uri=True)) as package:
            for line, query in BREACHES.items():
                yield from (line.format(one) for (one,) in package.execute(query, declared))
            yield from certified(told, package)
            yield from covered(told, package)
    except Exception as error:  # noqa: BLE001 # whatever a broken file brings about, it is a fault
        yield f"unreadable: {type(error).__name__}: {error}"


if __name__ == "__main__":
    if len(sys.argv) != 3:  # noqa: PLR2004 # the command and two files
        sys.stderr.write(str(__doc__))
        sys.exit(2)
    found = list(faults(*sys.argv[1:]))
    sys.stdout.write("\n".join(found or ["the plan is what was certified, and it holds"]) + "\n")
    sys.exit(1 if found else 0)
