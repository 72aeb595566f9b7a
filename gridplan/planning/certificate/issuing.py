"""Write a certificate down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.model.findings import count_findings
from gridplan.model.plan import Plan
from gridplan.model.words import Declared
from gridplan.planning.certificate.canonical import (
    DECIMALS,
    FIGURE_DECIMALS,
    document_hash,
    row_texts,
    rows_hash,
)
from gridplan.planning.rules import RULES, rule_outcomes
from gridplan.planning.rules.reading import base_grids

EDITION = 2
#: What of each table is certified; names, colours and texts are not.
COLUMNS = {
    "units": ("unit_id", "grid_id", "branch_id", "households", "workload_h", "geom"),
    "grids": (
        *("grid_id", "branch_id", "type", "households", "workload_h"),
        *("primary_officer_id", "backup_officer_id", "geom"),
    ),
    "assignments": ("grid_id", "officer_id", "role"),
    "officers": ("officer_id", "branch_id", "on_leave", "available_h", "workload_h"),
    "adjacency": ("unit_a", "unit_b", "cut"),
    "declarations": ("kind", "object_id", "last_day"),
    "county": ("geom",),
    "barriers": ("geom",),
}


@dataclass(frozen=True)
class Signature:
    """
    One step of a plan version, and where the audit has it.

    Attributes
    ----------
    step
        `draft` (made), `checked`, `approved`, `active` or `retired`.
    account
        Who.
    at
        When, ISO in UTC.
    audit_seq, audit_hash
        The audit's entry; 0 and "" where it has none.
    """

    step: str
    account: str
    at: str
    audit_seq: int = 0
    audit_hash: str = ""


def certificate(plan: Plan, signatures: Sequence[Signature], *, issued_at: str, issued_by: str) -> dict[str, Any]:
    """
    Certify a plan.

    Parameters
    ----------
    plan
        As `verify_plan` gives it.
    signatures
        Who made, checked and approved it.
    issued_at
        ISO time.
    issued_by
        Account.

    Returns
    -------
    certificate
        What JSON can hold; `sha256` is the hash of the rest.
    """
    counts = count_findings(plan.findings)
    document = {
        "edition": EDITION,
        "plan": _about(plan),
        "issued": {"at": issued_at, "by": issued_by},
        "signatures": [asdict(signature) for signature in signatures],
        "sound": not counts["E"],
        "counts": counts,
        "rules": [_titled(row) for row in rule_outcomes(plan).to_dict("records")],
        "findings": [_plain(row) for row in plan.findings.to_dict("records")],
        "declared": _declared(plan),
        **_content(plan),
    }
    return document | {"sha256": document_hash(document)}


def _titled(row: Mapping[Any, Any]) -> dict[str, Any]:
    title = RULES[str(row["rule"])].title
    return _plain(row) | {"title_zh": title.zh, "title_en": title.en}


def _about(plan: Plan) -> dict[str, Any]:
    meta = plan.meta
    return {
        "id": meta.plan_id,
        "county": meta.county,
        "created_at": meta.created_at,
        "work_crs": meta.crs,
        "synthetic": meta.synthetic,
    }


def _declared(plan: Plan) -> dict[str, Any]:
    """Tell what a checker must not take for a fault: overload that is owned up to, and what was signed for."""
    over = plan.officers[plan.officers["overload_h"] > 0]
    day = plan.meta.created_at[:10]
    said = {str(kind): sorted(plan.registers.declared(kind, day)) for kind in Declared}
    loans = plan.registers.lent(day)
    said["lent"] = sorted(
        f"{who} {branch}" for who, branch in zip(loans["officer_id"], loans["branch_id"], strict=True)
    )
    parts = plan.findings[plan.findings["rule"] == "G04"]["object_id"]
    overload = {str(officer): round(float(hours), FIGURE_DECIMALS) for officer, hours in over["overload_h"].items()}
    return {"overload_h": overload, "in_parts": sorted(parts), **said}


def _content(plan: Plan) -> dict[str, Any]:
    tables = {name: _table(plan, name) for name in COLUMNS}
    return {
        "canonical": {"crs": "EPSG:4326", "decimals": DECIMALS, "figure_decimals": FIGURE_DECIMALS},
        "tables": {name: _written(table, COLUMNS[name]) for name, table in tables.items() if table is not None},
    }


def _table(plan: Plan, name: str) -> pd.DataFrame | None:
    """Take a table of a plan, shapes in degrees; None where it isn't exported as one layer."""
    if name in ("county", "barriers"):
        layer = getattr(plan.layers, name)
        plain = layer is not None and len(set(shapely.get_dimensions(layer.geometry.to_numpy()))) == 1
        return layer.to_crs(4326) if plain else None
    own = {"grids": base_grids(plan), "declarations": plan.registers.declarations}
    table: pd.DataFrame = own[name] if name in own else getattr(plan, name)
    return table.to_crs(4326) if isinstance(table, gpd.GeoDataFrame) else table


def _written(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, Any]:
    rows = row_texts(table, columns)
    return {"columns": list(columns), "sha256": rows_hash(rows), "rows": rows}


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _value(value) for name, value in row.items()}


def _value(value: object) -> object:
    plain = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(plain, float) and not np.isfinite(plain) else plain
