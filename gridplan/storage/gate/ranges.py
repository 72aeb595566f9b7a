"""Values within the limits of their contract."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandera.pandas as pa

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.draft import Draft


def limits(schema: pa.DataFrameSchema, name: str) -> str:
    """
    Tell the limits of a column.

    Parameters
    ----------
    schema
        A contract.
    name
        Column.

    Returns
    -------
    text
        Such as `100 – 50000`; empty where it has none.
    """
    column = schema.columns.get(name)
    return ", ".join(_limit(check) for check in column.checks) if column is not None else ""


def span(schema: pa.DataFrameSchema, name: str) -> tuple[float | None, float | None]:
    """
    Tell the least and the greatest value of a column.

    Parameters
    ----------
    schema
        A contract.
    name
        Column.

    Returns
    -------
    low, high
        Both included; None where there is no limit.
    """
    column = schema.columns.get(name)
    told = [check.statistics or {} for check in column.checks] if column is not None else []
    low, high = (next((one[key] for one in told if key in one), None) for key in ("min_value", "max_value"))
    return low, high


def in_range(draft: Draft, name: str, column: pa.Column, code: str) -> Iterator[InputFinding]:
    """
    Check the values of a column that could be read.

    Parameters
    ----------
    draft
        A table.
    name
        Field.
    column
        What the contract says of it.
    code
        Code of a value out of range.

    Yields
    ------
    finding
        One a cell.
    """
    told = draft.table[name].notna().to_numpy(dtype=bool)
    values = draft.table[name][told]
    for check in column.checks if told.any() else ():
        wrong = np.zeros(len(told), dtype=bool)
        wrong[told] = ~np.asarray(check(values).check_output, dtype=bool)
        yield from draft.origin.each(code, name, wrong, draft.shown[name], limit=_limit(check))


def _limit(check: pa.Check) -> str:
    told = check.statistics or {}
    if "allowed_values" in told:
        return ", ".join(map(str, told["allowed_values"]))
    low, high = told.get("min_value"), told.get("max_value")
    if low is not None and high is not None:
        return f"{low} – {high}"
    return f"{'>' if check.name == 'greater_than' else '>='} {low}"
