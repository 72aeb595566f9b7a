"""Feedback of grids, and when it was answered."""

from __future__ import annotations

from gridplan.model.registers import ISSUES
from gridplan.storage.tables.dates import iso_day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident

ISSUES_KIND = Kind(
    indexed(ISSUES),
    Field("issue_id", ("反馈编号", "问题编号", "编号"), ident, required=True, filled=True),
    (
        Field("grid_id", ("网格编号", "网格编码", "网格"), ident, required=True, filled=True),
        Field("opened", ("提出日期", "反馈日期", "受理日期"), iso_day, required=True, filled=True),
        Field("answered", ("答复日期", "办结日期"), iso_day),
        Field("verified", ("回访日期", "核实日期"), iso_day),
    ),
    stems=("反馈", "问题反馈", "反馈表"),
    unique=False,
    kept="file",
)
