"""A unit that a row names by its name instead of its id."""

from __future__ import annotations

from gridplan.storage.tables.kind import Field
from gridplan.storage.tables.readers import text

#: Name of the unit, and of its town where two units share a name.
UNIT_BY_NAME = (
    Field("unit_name", ("村名", "村名称", "行政村", "所属村", "所在村", "单元名称", "village"), text, kept=False),
    Field("town", ("乡镇", "乡镇名称", "所属乡镇", "所在乡镇", "镇街"), text, kept=False),
)
