"""A plan made ready for the database, before anybody has to wait for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import shapely

from gridplan.model.plan import Plan
from gridplan.storage.database.parquet import Part, pack, pack_by
from gridplan.storage.plan_header import plan_header, plan_tables

HOUSEHOLDS = "households"
#: Households without a row: what a plan shows to those who may see none.
NOBODY = "households-none"
CRS = "EPSG:4326"


@dataclass(frozen=True)
class PackedPlan:
    """
    A plan as rows and Parquet.

    Attributes
    ----------
    header
        What it says of itself, with the SHA-256 of every part.
    parts
        Parquet by name of table and part; households by grid.
    places
        Rows of `plan_grid`, `plan_unit`, `plan_assignment` without the version.
    holdings
        Rows of `holding`.
    """

    header: Mapping[str, Any]
    parts: Mapping[tuple[str, str], Part]
    places: Mapping[str, pd.DataFrame]
    holdings: pd.DataFrame

    @property
    def plan_id(self) -> str:
        """
        Name the version.

        Returns
        -------
        plan_id
            Its id.
        """
        return str(self.header["meta"]["plan_id"])


def pack_plan(plan: Plan) -> PackedPlan:
    """
    Make a plan ready for the database; this needs no connection.

    Parameters
    ----------
    plan
        A plan.

    Returns
    -------
    packed
        For `save_plan`.
    """
    tables = plan_tables(plan)
    households = tables.pop(HOUSEHOLDS)
    parts = {(name, ""): pack(table) for name, table in tables.items()}
    parts |= {(HOUSEHOLDS, grid): part for grid, part in pack_by(households, "grid_id").items()}
    parts[NOBODY, ""] = pack(households.iloc[:0])
    files = {file_name(*key): part.sha256 for key, part in parts.items()}
    return PackedPlan(plan_header(plan) | {"files": files}, parts, _places(plan), holdings_in(households))


def file_name(name: str, part: str) -> str:
    """
    Name a part as the header lists it.

    Parameters
    ----------
    name
        The table.
    part
        The grid, or "".

    Returns
    -------
    file
        Such as `units` or `households/B1-G01`.
    """
    return f"{name}/{part}" if part else name


def digest_of(header: Mapping[str, Any]) -> str:
    """
    Hash what a plan says of itself, and with it the hashes of all its parts.

    Parameters
    ----------
    header
        As `PackedPlan` has it.

    Returns
    -------
    digest
        SHA-256 as hexadecimal text.
    """
    return hashlib.sha256(json.dumps(header, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def holdings_in(households: pd.DataFrame) -> pd.DataFrame:
    """
    Tell where households of a plan are held.

    Parameters
    ----------
    households
        Households of a plan, indexed by `household_id`.

    Returns
    -------
    holdings
        Columns `household_id`, `unit_id`, `grid_id`, `branch_id`; "" where there is none.
    """
    return _rows(households, ["unit_id", "grid_id", "branch_id"])


def _places(plan: Plan) -> dict[str, pd.DataFrame]:
    grids = plan.grids.to_crs(CRS)
    return {
        "plan_grid": _rows(plan.grids, ["branch_id", "name"]).assign(shape=shapely.to_wkb(grids.geometry.to_numpy())),
        "plan_unit": _rows(plan.units, ["grid_id", "branch_id"]),
        "plan_assignment": pd.DataFrame(plan.assignments[["grid_id", "officer_id", "role"]]).drop_duplicates(),
    }


def _rows(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(table[columns]).astype(object).fillna("").reset_index()
