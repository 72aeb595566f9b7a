"""A clean town of plain files, and ways to spoil one of them, for tests of what the gate must tell apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from gridplan.model.findings import InputFinding
from gridplan.model.plan import PRESETS
from gridplan.storage.gate.saying import gravest
from gridplan.storage.gathering import gather_check
from gridplan.storage.stages import silent

Table = pd.DataFrame
BRANCHES = pd.DataFrame(
    {
        "网点编号": [f"N0{k}" for k in range(1, 7)],
        "网点名称": ["东关支行", "西关支行", "南关支行", "北关支行", "河口支行", "山前支行"],
        "经度": ["119.0213", "119.0817", "119.1312", "118.9514", "119.0016", "119.0613"],
        "纬度": ["33.6112", "33.6318", "33.5816", "33.5715", "33.6711", "33.5412"],
        "半径_km": ["4", "4", "5", "5", "4", "5"],
        "上级编号": ["R1"] * 6,
        "状态": ["营业"] * 6,
    }
)
UNITS = pd.DataFrame(
    {
        "村编码": [f"9999011{k:05d}" for k in range(200, 212)],
        "村名": [f"{name}庄村" for name in "赵钱孙李周吴郑王冯陈褚卫"],
        "乡镇": ["河口镇"] * 6 + ["山前镇"] * 6,
        "经度": [f"{118.95 + 0.0171 * k:.5f}" for k in range(12)],
        "纬度": [f"{33.55 + 0.0113 * k:.5f}" for k in range(12)],
        "户数": [str(220 + 9 * k) for k in range(12)],
        "人口": [str(700 + 31 * k) for k in range(12)],
        "授信户数": [str(30 + k) for k in range(12)],
    }
)
HOUSEHOLDS = pd.DataFrame(
    {
        "户编号": [f"H{k:03d}" for k in range(24)],
        "村编码": [UNITS["村编码"][k % 12] for k in range(24)],
        "经度": [f"{118.9511 + 0.0171 * (k % 12) + 0.0007 * (k // 12):.5f}" for k in range(24)],
        "纬度": [f"{33.5507 + 0.0113 * (k % 12):.5f}" for k in range(24)],
        "手机号": [f"1990000{k:04d}" for k in range(24)],
        "授权日期": ["2025-03-01"] * 24,
        "备注": [""] * 24,
    }
)
OFFICERS = pd.DataFrame(
    {
        "员工号": [f"E{k}" for k in range(1, 7)],
        "姓名": list("甲乙丙丁戊己"),
        "网点编号": [f"N0{k}" for k in range(1, 7)],
        "岗位": ["客户经理"] * 6,
        "状态": ["在岗"] * 6,
        "最多网格数": ["2"] * 6,
    }
)
TABLES = {"branches": BRANCHES, "villages": UNITS, "households": HOUSEHOLDS, "officers": OFFICERS}
BOX = (118.9, 33.5, 119.2, 33.72)
SETTINGS = '[project]\nname = "某县"\nwork_crs = "EPSG:4549"\n'


def rings(*boxes: tuple[float, float, float, float]) -> list[list[list[float]]]:
    """Draw boxes as rings, against the clock."""
    return [[[w, s], [e, s], [e, n], [w, n], [w, s]] for w, s, e, n in boxes]


def layer(*shapes: object, **properties: list[object]) -> str:
    """Write polygons as GeoJSON; a shape is its coordinates, or a whole geometry."""
    geometries = [s if s is None or isinstance(s, dict) else {"type": "Polygon", "coordinates": s} for s in shapes]
    columns = properties or {"grid_id": [f"G{k}" for k in range(len(shapes))]}
    rows = [{name: values[k] for name, values in columns.items()} for k in range(len(shapes))]
    features = [{"type": "Feature", "properties": r, "geometry": g} for r, g in zip(rows, geometries, strict=True)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def write_table(table: Table, path: Path) -> None:
    """Write a table as .csv or as .xlsx of texts."""
    if path.suffix == ".xlsx":
        table.to_excel(path, index=False)
    else:
        table.to_csv(path, index=False, encoding="utf-8")


def town(folder: Path, **spoiled: Table | str | bytes | None) -> Path:
    """Write the town; a table, a text or bytes take the place of a file, named with `__` for the dot."""
    folder.mkdir(parents=True, exist_ok=True)
    usual: dict[str, Table | str | bytes | None] = {f"{name}.csv": table for name, table in TABLES.items()}
    usual |= {"county.geojson": layer(rings(BOX), name=["某县"]), "gridplan.toml": SETTINGS}
    changed = {name.replace("__", "."): content for name, content in spoiled.items()}
    stems = {name.partition(".")[0] for name in changed}
    for name, content in ({n: c for n, c in usual.items() if n.partition(".")[0] not in stems} | changed).items():
        path = folder / name
        if isinstance(content, pd.DataFrame):
            write_table(content, path)
        elif content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def cell(name: str, column: str, row: int, value: object) -> Callable[[], Table]:
    """Put another value into one cell; row 2 is the first below the header."""

    def make() -> Table:
        table = TABLES[name].copy()
        table.loc[row - 2, column] = value
        return table

    return make


def said(folder: Path) -> tuple[str, list[InputFinding]]:
    """Check a folder as the process apart does it: the action, and all findings."""
    findings = gather_check({"paths": [str(folder)], "datum": ""}, PRESETS, silent)[1]
    return gravest(findings), findings
