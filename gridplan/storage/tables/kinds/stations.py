"""Weekly slots on station (驻勤)."""

from __future__ import annotations

from gridplan.model.registers import STATIONS
from gridplan.storage.tables.dates import weekday
from gridplan.storage.tables.kind import HOURS, Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident, number

STATIONS_KIND = Kind(
    indexed(STATIONS),
    Field("officer_id", ("员工号", "工号", "员工编号", "客户经理编号", "柜员号"), ident, required=True, filled=True),
    (
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码"), ident, required=True, filled=True),
        Field("weekday", ("星期", "星期几", "周几"), weekday, required=True, filled=True),
        Field("hours", ("时长", "小时", "驻点时长"), number, default=2.0, units=HOURS),
    ),
    stems=("驻点", "驻点安排", "每周驻点"),
    unique=False,
    kept="file",
)
