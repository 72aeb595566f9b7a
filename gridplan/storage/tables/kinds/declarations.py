"""What somebody answers for in writing."""

from __future__ import annotations

from gridplan.model.registers import DECLARATIONS
from gridplan.model.words import Declared
from gridplan.storage.tables.dates import iso_day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident, text
from gridplan.storage.tables.words import word

DECLARATIONS_KIND = Kind(
    indexed(DECLARATIONS),
    Field("object_id", ("对象编号", "网格编号", "编号"), ident, required=True, filled=True),
    (
        Field("kind", ("类别", "事项", "备案类别"), word(Declared), required=True, filled=True),
        Field("reason", ("事由", "原因", "说明"), text),
        Field("approver", ("批准人", "审批人"), text, personal=True),
        Field("last_day", ("有效期至", "结束日期", "到期日期"), iso_day),
    ),
    stems=("备案", "报备", "备案表"),
    unique=False,
    kept="file",
)
