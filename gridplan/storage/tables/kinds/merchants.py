"""Merchants."""

from __future__ import annotations

from gridplan.model.tables import MERCHANTS
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.by_name import UNIT_BY_NAME
from gridplan.storage.tables.readers import ident, text
from gridplan.storage.tables.words import flag

MERCHANTS_KIND = Kind(
    MERCHANTS,
    Field("merchant_id", ("商户编号", "商户号", "商户编码", "编号", "id", "code"), ident, required=True, filled=True),
    (
        Field("trade", ("行业", "业态", "经营范围", "经营类型"), text),
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码", "所属单元"), ident),
        *UNIT_BY_NAME,
        Field("acquired", ("收单", "已收单", "是否收单", "收单商户"), flag),
    ),
    stems=("商户", "商户表", "merchant"),
    placed=True,
    needs_place=True,
)
