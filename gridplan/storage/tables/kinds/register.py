"""Registers are read like tables; their first column stands for an id, which may come again."""

from __future__ import annotations

import pandera.pandas as pa


def indexed(register: pa.DataFrameSchema) -> pa.DataFrameSchema:
    """
    Make the contract of a register that of a table.

    Parameters
    ----------
    register
        One of `REGISTERS`.

    Returns
    -------
    schema
        The same with its first column that names something as index.
    """
    first = next(name for name in register.columns if name.endswith("_id"))
    rest = {name: column for name, column in register.columns.items() if name != first}
    return pa.DataFrameSchema(rest, index=pa.Index(str, name=first), name=register.name)
