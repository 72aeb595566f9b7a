"""Duties (驻勤): which officer is in which unit on which day."""

from __future__ import annotations

import pandera.pandas as pa

from gridplan.storage.gate.duty_days import no_clash
from gridplan.storage.tables.dates import day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.by_name import UNIT_BY_NAME
from gridplan.storage.tables.readers import ident

DUTY = pa.DataFrameSchema({}, index=pa.Index(str, name="officer_id"), name="duty")
DUTY_KIND = Kind(
    DUTY,
    Field("officer_id", ("员工号", "工号", "员工编号", "客户经理编号", "柜员号"), ident, required=True, filled=True),
    (
        Field("day", ("日期", "驻勤日期", "值班日期", "date"), day, required=True, filled=True, kept=False),
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码"), ident, kept=False),
        *UNIT_BY_NAME,
    ),
    stems=("驻勤", "驻勤表", "值班", "duties"),
    may_be_empty=False,
    unique=False,
    kept="",
    steps=(no_clash,),
)
