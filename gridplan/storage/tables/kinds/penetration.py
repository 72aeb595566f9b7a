"""Customers by unit, as a core system counts them; units may be told by name."""

from __future__ import annotations

import pandera.pandas as pa

from gridplan.storage.tables.kind import PIECES, Field, Kind
from gridplan.storage.tables.kinds.by_name import UNIT_BY_NAME
from gridplan.storage.tables.readers import count, ident

PENETRATION = pa.DataFrameSchema(
    {"customers_n": pa.Column(int, pa.Check.ge(0), required=False)},
    index=pa.Index(str, name="unit_id"),
    name="penetration",
)
PENETRATION_KIND = Kind(
    PENETRATION,
    Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码"), ident),
    (
        *UNIT_BY_NAME,
        Field("customers_n", ("客户数", "授信户数", "有效客户数", "客户户数", "渗透户数"), count, units=PIECES),
    ),
    stems=("渗透", "渗透率", "客户数"),
    may_be_empty=False,
    unique=False,
    kept="",
)
