"""Which columns the empty tables have, and what may stand in them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from gridplan.model import words
from gridplan.model.registers import REGISTERS
from gridplan.model.tables import CONTRACTS
from gridplan.storage.gate.ranges import span

#: Degrees of the earth; places are no column of a contract.
_DEGREES: Mapping[str, tuple[float, float]] = {"lon": (-180, 180), "lat": (-90, 90)}

Column = Mapping[str, str]


@cache
def _rows() -> Mapping[str, Sequence[Column]]:
    text = files(__package__).joinpath("templates.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {table: tuple(columns) for table, columns in groupby(rows, key=lambda row: row["table"])}


def template_columns(table: str) -> Sequence[Column]:
    """
    Tell the columns of an empty table.

    Parameters
    ----------
    table
        Name of its contract, or of a register.

    Returns
    -------
    columns
        For each its `code`, its header `zh`, whether it is `needed`, its `words`, unit, example and notes.
    """
    return _rows()[table]


def template_tables() -> list[str]:
    """
    Name the tables that have a template.

    Returns
    -------
    tables
        All of the contracts.
    """
    return [table for table in CONTRACTS if table in _rows()]


def register_tables() -> list[str]:
    """
    Name the registers that have a template.

    Returns
    -------
    registers
        All that the program reads.
    """
    return [register for register in REGISTERS if register in _rows()]


def choices(column: Column) -> list[str]:
    """
    Tell what may be chosen in a column.

    Parameters
    ----------
    column
        One of `template_columns`.

    Returns
    -------
    choices
        Chinese words; none where anything may stand.
    """
    if column["words"] == "yes/no":
        return ["是", "否"]
    kind = getattr(words, column["words"], None)
    return [] if kind is None else [word.zh for word in kind]


def allowed(column: Column) -> tuple[float | None, float | None]:
    """
    Tell the range of a column of figures.

    Parameters
    ----------
    column
        One of `template_columns`.

    Returns
    -------
    low, high
        Least and greatest value; None where there is no limit.
    """
    code = column["code"]
    table = column["table"]
    return _DEGREES.get(code) or span(CONTRACTS[table] if table in CONTRACTS else REGISTERS[table], code)


def limits_text(column: Column) -> str:
    """
    Tell the range of a column of figures as people write it.

    Parameters
    ----------
    column
        One of `template_columns`.

    Returns
    -------
    text
        Such as `1 – 60`; empty where any figure, or any text, may stand.
    """
    if column["words"] != "number":
        return ""
    low, high = allowed(column)
    if low is None:
        return ""
    return f"{low:g} – {high:g}" if high is not None else f"≥ {low:g}"
