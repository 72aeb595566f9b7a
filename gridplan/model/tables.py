"""Contracts of every table: columns, types, units and ranges; metres, minutes and counts are named so."""

from __future__ import annotations

from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from gridplan.errors import SchemaError
from gridplan.model import words
from gridplan.model.words import Word


def _one_of(kind: type[Word]) -> pa.Check:
    return pa.Check.isin([str(word) for word in kind])


def _ids(name: str) -> pa.Index:
    return pa.Index(str, pa.Check.str_length(1, 64), unique=True, name=name)


def _count(*, required: bool = True) -> pa.Column:
    return pa.Column(int, pa.Check.ge(0), coerce=True, required=required, default=None if required else 0)


def _flag(*, default: bool = False) -> pa.Column:
    return pa.Column(bool, coerce=True, required=False, default=default)


def _text() -> pa.Column:
    return pa.Column(str, coerce=True)


def _maybe_text() -> pa.Column:
    return pa.Column(str, nullable=True, required=False, default="")


BRANCHES = pa.DataFrameSchema(
    {
        "name": _text(),
        "bank": _maybe_text(),
        "kind": pa.Column(str, _one_of(words.BranchKind), coerce=True),
        "town": _maybe_text(),
        "coverage_radius_m": pa.Column(float, pa.Check.in_range(1, 50_000), coerce=True),
        "drive_min": pa.Column(float, pa.Check.in_range(1, 240), coerce=True),
    },
    index=_ids("branch_id"),
    name="branches",
)
UNITS = pa.DataFrameSchema(
    {
        "name": _text(),
        "type": pa.Column(str, _one_of(words.UnitType), coerce=True),
        "town": _maybe_text(),
        "registered_hh": _count(),
        "resident_hh": _count(),
        "population": _count(required=False),
        "merchants_n": _count(required=False),
        "tier": pa.Column(str, _one_of(words.Tier), coerce=True, required=False, default="C"),
        "branch_id": _maybe_text(),
        "estimated": _flag(),
    },
    index=_ids("unit_id"),
    name="units",
)
HOUSEHOLDS = pa.DataFrameSchema(
    {
        "unit_id": _maybe_text(),
        "residence": pa.Column(str, _one_of(words.Residence), coerce=True),
        "segment": pa.Column(str, _one_of(words.Segment), coerce=True),
        "list": pa.Column(str, _one_of(words.CreditList), coerce=True),
        "households_n": pa.Column(float, pa.Check.gt(0), coerce=True, required=False, default=1.0),
        "estimated": _flag(),
    },
    index=_ids("household_id"),
    name="households",
)
_SKILL = "|".join(words.GridType)
_SKILLS = rf"^(?:(?:{_SKILL})(?:;(?:{_SKILL}))*)?$"
OFFICERS = pa.DataFrameSchema(
    {
        "name": _text(),
        "branch_id": _text(),
        "hours_week": pa.Column(float, pa.Check.in_range(1, 60), coerce=True),
        "visit_days": pa.Column(float, pa.Check.in_range(0.5, 7), coerce=True),
        "daily_capacity": pa.Column(float, pa.Check.in_range(1, 60), coerce=True),
        "on_leave": _flag(),
        "placeholder": _flag(),
        # types of grids, with semicolons between them; nobody knows where nothing stands, and nobody is kept out
        "skills": pa.Column(str, pa.Check.str_matches(_SKILLS), coerce=True, required=False, default=""),
    },
    index=_ids("officer_id"),
    name="officers",
)
MERCHANTS = pa.DataFrameSchema(
    {"trade": _maybe_text(), "unit_id": _maybe_text(), "acquired": _flag()},
    index=_ids("merchant_id"),
    name="merchants",
)
FUNNEL = pa.DataFrameSchema({str(stage): _flag() for stage in words.Stage}, index=_ids("household_id"), name="funnel")
PRODUCTS = pa.DataFrameSchema(
    {str(product): _flag() for product in words.Product}, index=_ids("household_id"), name="products"
)


def _perhaps() -> pa.Column:
    return pa.Column(str, nullable=True, required=False)


#: What identifies the people of a household: kept apart from all other tables, encrypted, and never planned with.
PERSONS = pa.DataFrameSchema(
    {
        "holder": _perhaps(),
        "id_card": _perhaps(),
        "phone": _perhaps(),
        "consent": pa.Column(str, pa.Check.str_matches(r"^\d{4}-\d{2}-\d{2}$"), nullable=True, required=False),
        "consent_valid": _flag(),
    },
    index=_ids("household_id"),
    name="persons",
)
CONTRACTS: dict[str, pa.DataFrameSchema] = {
    schema.name: schema for schema in (BRANCHES, UNITS, HOUSEHOLDS, OFFICERS, MERCHANTS, FUNNEL, PRODUCTS)
}

#: Tables whose rows have a place.
SPATIAL = frozenset({"branches", "units", "households", "merchants"})


def keep_contract(table: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """
    Check a table against its contract and fill the defaults of columns that may be left out.

    Parameters
    ----------
    table
        Any table; a GeoDataFrame keeps its geometry and its CRS.
    schema
        One of the contracts of this module.

    Returns
    -------
    table
        The same rows, with all columns of the contract.

    Raises
    ------
    SchemaError
        If the table breaks the contract; the message names every column and row at fault.
    """
    filled = table.copy()
    for name, column in schema.columns.items():
        if name not in filled.columns and not column.required:
            filled[name] = column.default
        elif name in filled.columns and column.default is not None and filled[name].isna().any():
            filled[name] = filled[name].astype(object).where(filled[name].notna(), column.default)
    plain = pd.DataFrame(filled.drop(columns=[c for c in filled.columns if c not in schema.columns]))
    try:
        checked = schema.validate(plain, lazy=True)
    except SchemaErrors as errors:
        raise SchemaError(_explain(str(schema.name), errors.failure_cases)) from errors
    filled[list(checked.columns)] = checked
    if isinstance(table, gpd.GeoDataFrame):
        filled = gpd.GeoDataFrame(filled, geometry=table.geometry.name, crs=table.crs)
    return filled


def empty_table(name: str, crs: Any = "EPSG:4326") -> pd.DataFrame:  # noqa: ANN401 # whatever pyproj takes
    """
    Make a table without rows that keeps its contract.

    Parameters
    ----------
    name
        Name of the contract, such as `households`; `persons` has one too.
    crs
        CRS of a spatial table.

    Returns
    -------
    table
        All columns of the contract; households, merchants, units and branches with a geometry.
    """
    bare = _no_rows(name).copy()
    return gpd.GeoDataFrame(bare, geometry=[], crs=crs) if name in SPATIAL else bare


@cache
def _no_rows(name: str) -> pd.DataFrame:
    schema = PERSONS if name == PERSONS.name else CONTRACTS[name]
    bare = pd.DataFrame(index=pd.Index([], dtype=str, name=schema.index.name))
    for column, said in schema.columns.items():
        bare[column] = pd.Series(dtype=str(said.dtype))
    return keep_contract(bare, schema)


def _explain(name: str, cases: pd.DataFrame) -> str:
    lines = [
        f"{name}: column {case['column']!s}, row {case['index']!s}: {case['failure_case']!r} fails {case['check']!s}"
        for case in cases.head(20).to_dict("records")
    ]
    more = len(cases) - len(lines)
    return "; ".join(lines) + (f"; and {more} more" if more > 0 else "")
