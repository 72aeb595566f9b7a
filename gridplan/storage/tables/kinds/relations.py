"""Ties of officers to units, for avoidance (回避)."""

from __future__ import annotations

from gridplan.model.registers import RELATIONS
from gridplan.model.words import Relation
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident
from gridplan.storage.tables.words import word

RELATIONS_KIND = Kind(
    indexed(RELATIONS),
    Field("officer_id", ("员工号", "工号", "员工编号", "客户经理编号", "柜员号"), ident, required=True, filled=True),
    (
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码"), ident, required=True, filled=True),
        Field(
            "relation",
            ("关系", "回避事由", "关系类型"),
            word(Relation, {"亲戚": Relation.KIN, "籍贯": Relation.NATIVE_OF_UNIT}),
            required=True,
            filled=True,
        ),
    ),
    stems=("回避", "回避关系", "回避表"),
    unique=False,
    kept="file",
)
