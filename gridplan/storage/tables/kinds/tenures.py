"""Since when an officer serves a unit."""

from __future__ import annotations

from gridplan.model.registers import TENURES
from gridplan.storage.tables.dates import iso_day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident

TENURES_KIND = Kind(
    indexed(TENURES),
    Field("officer_id", ("员工号", "工号", "员工编号", "客户经理编号", "柜员号"), ident, required=True, filled=True),
    (
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码"), ident, required=True, filled=True),
        Field("since", ("任职日期", "管户起始", "开始日期", "起始日期"), iso_day, required=True, filled=True),
    ),
    stems=("任职", "管户任期", "任职表"),
    unique=False,
    kept="file",
)
