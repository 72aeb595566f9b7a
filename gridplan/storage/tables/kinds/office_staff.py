"""Who holds a post at a branch and serves no grid."""

from __future__ import annotations

from gridplan.model.registers import OFFICE_STAFF
from gridplan.model.words import Post
from gridplan.storage.tables.kind import Field, Kind
from gridplan.storage.tables.kinds.register import indexed
from gridplan.storage.tables.readers import ident, text
from gridplan.storage.tables.words import word

OFFICE_STAFF_KIND = Kind(
    indexed(OFFICE_STAFF),
    Field("staff_id", ("员工号", "工号", "员工编号", "人员编号"), ident, required=True, filled=True),
    (
        Field(
            "branch_id",
            ("网点编号", "网点编码", "网点代码", "所属网点", "机构编号", "机构号"),
            ident,
            required=True,
            filled=True,
        ),
        Field(
            "post",
            ("岗位", "职务"),
            word(Post, {"行长": Post.BRANCH_HEAD, "评审员": Post.RISK_REVIEWER}),
            required=True,
            filled=True,
        ),
        Field("town", ("乡镇", "负责乡镇", "包片乡镇"), text),
    ),
    stems=("后台人员", "管理人员", "机构人员"),
    unique=False,
    kept="file",
)
