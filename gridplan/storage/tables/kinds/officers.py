"""Officers."""

from __future__ import annotations

from gridplan.model.tables import OFFICERS
from gridplan.model.words import GridType, Post
from gridplan.storage.gate.circles import no_circle
from gridplan.storage.gate.closed import note_leave
from gridplan.storage.tables.kind import HOURS, PIECES, Field, Kind
from gridplan.storage.tables.readers import count, ident, number, text
from gridplan.storage.tables.words import flag, word, words

_POSTS = {"客户经理": Post.GRID_OFFICER, "信贷员": Post.GRID_OFFICER, "行长": Post.BRANCH_HEAD}

OFFICERS_KIND = Kind(
    OFFICERS,
    Field(
        "officer_id",
        ("员工号", "工号", "员工编号", "客户经理编号", "柜员号", "编号", "id", "code"),
        ident,
        required=True,
        filled=True,
    ),
    (
        Field("name", ("姓名", "员工姓名", "客户经理", "名称"), text, required=True, filled=True, personal=True),
        Field(
            "branch_id",
            ("网点编号", "网点编码", "网点代码", "所属网点", "机构编号", "机构号"),
            ident,
            required=True,
            filled=True,
        ),
        Field("hours_week", ("每周工时", "周工时", "工时"), number, default=40.0, units=HOURS),
        Field("visit_days", ("走访日", "每周走访天数", "每周走访日", "走访天数"), number, default=3.0, units=PIECES),
        Field(
            "daily_capacity",
            ("日走访户数", "每日走访户数", "日均走访户数", "日走访"),
            number,
            default=12.0,
            units=PIECES,
        ),
        Field("on_leave", ("休假", "是否休假", "请假"), flag),
        Field("placeholder", ("占位", "是否占位"), flag),
        Field("skills", ("技能", "专长", "业务专长", "擅长网格类型"), words(GridType)),
        Field("post", ("岗位", "职务"), word(Post, _POSTS), kept=False),
        Field("status", ("状态", "在岗状态", "人员状态"), text, kept=False),
        Field("max_grids", ("最多网格数", "网格数上限", "最大网格数", "可管网格数"), count, units=PIECES, kept=False),
        Field("backup_id", ("替岗员工号", "替岗", "B角员工号"), ident, kept=False),
    ),
    stems=("客户经理", "员工", "人员", "officer", "客户经理表"),
    may_be_empty=False,
    empty_code="OFFICER_NONE",
    double_code="OFFICER_DUP",
    steps=(note_leave, no_circle("backup_id", "BACKUP_CYCLE")),
)
