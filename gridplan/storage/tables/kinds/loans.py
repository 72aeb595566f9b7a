"""Officers lent to another branch (借调)."""

from __future__ import annotations

from gridplan.model.registers import LOANS
from gridplan.storage.tables.dates import iso_day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident, number, text

LOANS_KIND = Kind(
    indexed(LOANS),
    Field("officer_id", ("员工号", "工号", "员工编号", "客户经理编号", "柜员号"), ident, required=True, filled=True),
    (
        Field("branch_id", ("借入网点", "借入网点编号", "借调至"), ident, required=True, filled=True),
        Field("share", ("工时比例", "借调比例"), number, default=1.0),
        Field("first_day", ("开始日期", "借调开始", "起始日期"), iso_day),
        Field("last_day", ("结束日期", "借调结束", "截止日期"), iso_day),
        Field("approver", ("批准人", "审批人"), text, personal=True),
    ),
    stems=("借调", "借调表", "借调登记"),
    unique=False,
    kept="file",
)
