"""
Import half a million households by the command line: seconds and peak memory of all its processes.

`python -m tests.benchmark.bulk_import [households] [--persons]`; figures also as JSON in the folder that
GRIDPLAN_FIGURES names.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import box

from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.model.tables import BRANCHES, UNITS, empty_table, keep_contract
from gridplan.storage.folder import write_inputs
from tests.faults.figures import keep

ROOT = Path(__file__).parents[2]
PROGRAM = "from gridplan.cli import app; app()"
#: Squares of a kilometre; the corner lies in the open sea.
COLUMNS, ROWS, SIDE_M, EAST, NORTH, CRS = 25, 16, 1_000.0, 540_000.0, 3_265_000.0, "EPSG:4550"
SEED = 20261125
_PAUSE_S = 0.1


def county() -> Inputs:
    """
    Make a county of 400 villages and 20 branches, without households.

    Returns
    -------
    inputs
        In EPSG:4326.
    """
    corners = [(EAST + c * SIDE_M, NORTH + r * SIDE_M) for r in range(ROWS) for c in range(COLUMNS)]
    squares = [box(x, y, x + SIDE_M, y + SIDE_M) for x, y in corners]
    ids = [f"u{n:03d}" for n in range(len(squares))]
    units = gpd.GeoDataFrame(
        {"name": [f"{unit}村" for unit in ids], "type": "village", "town": "镇", "registered_hh": 1250},
        geometry=squares, index=pd.Index(ids, name="unit_id"), crs=CRS,
    ).assign(resident_hh=1000, population=4000)  # fmt: skip
    middles = units.geometry.iloc[::20].centroid
    names = [f"b{n:02d}" for n in range(len(middles))]
    branches = gpd.GeoDataFrame(
        {"name": [f"{name}支行" for name in names], "bank": "银行", "kind": "town", "town": "镇"},
        geometry=middles.to_numpy(), index=pd.Index(names, name="branch_id"), crs=CRS,
    ).assign(coverage_radius_m=3000.0, drive_min=10.0)  # fmt: skip
    outline = gpd.GeoDataFrame({"name": ["县"]}, geometry=[units.union_all()], crs=CRS)
    none = {name: empty_table(name) for name in ("households", "officers")}
    bare = Inputs(
        "大县",
        branches=keep_contract(branches, BRANCHES),
        units=keep_contract(units, UNITS),
        synthetic=True,
        layers=Layers(county=outline),
        **none,
    )
    return bare.map_spatial(lambda table: table.to_crs(4326))


def write_households(file: Path, count: int, *, persons: bool) -> None:
    """
    Write a table of households as a bank's system gives it out.

    Parameters
    ----------
    file
        The CSV.
    count
        Number of households.
    persons
        Whether each has a name and a telephone number; both are invented.
    """
    rng = np.random.default_rng(SEED)
    unit = rng.integers(0, COLUMNS * ROWS, count)
    x = EAST + (unit % COLUMNS + rng.uniform(0.01, 0.99, count)) * SIDE_M
    y = NORTH + (unit // COLUMNS + rng.uniform(0.01, 0.99, count)) * SIDE_M
    places = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=CRS).to_crs(4326)
    table = pd.DataFrame(
        {
            "户编号": [f"H{n:07d}" for n in range(count)],
            "村编码": [f"u{n:03d}" for n in unit],
            "居住状态": rng.choice(["在家", "外出"], count),
            "客群": rng.choice(["农户", "商户"], count),
            "名单": "白名单",
            "经度": places.x.round(6),
            "纬度": places.y.round(6),
        }
    )
    if persons:
        table["户主"] = "某"
        table["手机号"] = [f"199{n % 10**8:08d}" for n in range(count)]
    table.to_csv(file, index=False, encoding="utf-8-sig")


def measure(count: int = 500_000, *, persons: bool = False) -> dict[str, Any]:
    """
    Import a table of households into a fresh workspace.

    Parameters
    ----------
    count
        Number of households.
    persons
        Whether each has a name and a telephone number.

    Returns
    -------
    told
        `seconds` with the start of the program, `peak_mb` of all its processes together, and the exit code.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_inputs(county(), Path(folder) / "county")
        file = Path(folder) / "households.csv"
        write_households(file, count, persons=persons)
        words = [sys.executable, "-c", PROGRAM, "--lang", "en", "import", f"{folder}/county", str(file)]
        csv_mb = round(file.stat().st_size / 1e6)
        began = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 - our own interpreter and program
            [*words, "--datum", "wgs84"], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ) as process:
            peak = _watch(process)
        seconds = time.perf_counter() - began
        stored = (Path(folder) / "county" / "gridplan.db").stat().st_size
    figures = {"households": count, "persons": persons, "seconds": round(seconds, 1), "peak_mb": round(peak / 1024)}
    return {**figures, "csv_mb": csv_mb, "database_mb": round(stored / 1e6), "exit": process.returncode}


def _watch(process: subprocess.Popen[bytes]) -> int:
    """Add up what the process and its children hold, shared pages once, in KiB; tell the most."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_held_kib(pid) for pid in _tree(process.pid)))
        time.sleep(_PAUSE_S)
    return peak


def _tree(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(below for child in children for below in _tree(int(child)))]


def _held_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    told = measure(*numbers, persons="--persons" in sys.argv)
    keep(f"bulk_import{'_persons' if told['persons'] else ''}", told)
    print(told)  # noqa: T201 - this is what the command is for
