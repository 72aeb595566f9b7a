"""When officers are away."""

from __future__ import annotations

from gridplan.model.registers import LEAVES
from gridplan.storage.tables.dates import iso_day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident

LEAVES_KIND = Kind(
    indexed(LEAVES),
    Field("officer_id", ("员工号", "工号", "员工编号", "客户经理编号", "柜员号"), ident, required=True, filled=True),
    (
        Field("first_day", ("开始日期", "休假开始", "起始日期"), iso_day, required=True, filled=True),
        Field("last_day", ("结束日期", "休假结束", "截止日期"), iso_day),
    ),
    stems=("休假", "请假", "休假表", "请假表"),
    unique=False,
    kept="file",
)
