"""Key persons and liaisons of the units."""

from __future__ import annotations

from gridplan.model.registers import KEY_PEOPLE
from gridplan.model.words import KeyRole
from gridplan.storage.tables.dates import iso_day
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident
from gridplan.storage.tables.words import word

KEY_PEOPLE_KIND = Kind(
    indexed(KEY_PEOPLE),
    Field("person_id", ("人员编号", "关键人编号", "联络员编号", "编号"), ident, required=True, filled=True),
    (
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码"), ident, required=True, filled=True),
        Field(
            "role",
            ("类别", "角色", "身份"),
            word(KeyRole, {"金融理事": KeyRole.LIAISON, "村官": KeyRole.LIAISON}),
            required=True,
            filled=True,
        ),
        Field("first_day", ("任期开始", "开始日期", "聘任日期"), iso_day),
        Field("last_day", ("任期结束", "结束日期", "到期日期"), iso_day),
    ),
    stems=("关键人", "联络员", "关键人联络员", "关键人表"),
    unique=False,
    kept="file",
)
