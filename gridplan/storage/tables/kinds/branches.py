"""Branches of a bank."""

from __future__ import annotations

from gridplan.model.tables import BRANCHES
from gridplan.model.words import BranchKind
from gridplan.storage.gate.circles import no_circle
from gridplan.storage.gate.closed import leave_closed_out
from gridplan.storage.tables.kind import METRES, MINUTES, Field, Kind
from gridplan.storage.tables.readers import ident, number, text
from gridplan.storage.tables.words import word

_KINDS = {
    "县城": BranchKind.URBAN, "城关": BranchKind.URBAN, "市区": BranchKind.URBAN, "城市": BranchKind.URBAN,
    "城镇": BranchKind.TOWN, "集镇": BranchKind.TOWN, "乡镇": BranchKind.TOWN, "镇": BranchKind.TOWN,
    "农村": BranchKind.RURAL, "平原": BranchKind.RURAL, "丘陵": BranchKind.RURAL, "村": BranchKind.RURAL,
    "山": BranchKind.MOUNTAIN, "高山": BranchKind.MOUNTAIN,
}  # fmt: skip

BRANCHES_KIND = Kind(
    BRANCHES,
    Field(
        "branch_id",
        (
            "网点编号",
            "网点编码",
            "网点代码",
            "网点号",
            "机构编号",
            "机构号",
            "支行编号",
            "branch",
            "编号",
            "id",
            "code",
        ),
        ident,
        required=True,
        filled=True,
    ),
    (
        Field("name", ("网点名称", "支行名称", "机构名称", "名称", "网点"), text, required=True, filled=True),
        Field("bank", ("银行", "银行名称", "所属银行", "法人机构"), text),
        Field(
            "kind",
            ("网点类型", "区域类型", "地域类型", "类型", "类别", "type"),
            word(BranchKind, _KINDS),
            default="rural",
        ),
        Field("town", ("乡镇", "所在乡镇", "乡镇名称", "镇街", "镇"), text),
        Field(
            "coverage_radius_m",
            ("覆盖半径", "半径", "服务半径", "radius", "coverage_radius"),
            number,
            filled=True,
            units=METRES,
            range_code="RADIUS_RANGE",
        ),
        Field("drive_min", ("车程", "行车时间", "行车分钟", "到达时间", "drive"), number, units=MINUTES),
        Field("parent_id", ("上级编号", "上级机构", "上级机构号"), ident, kept=False),
        Field("status", ("状态", "营业状态", "网点状态"), text, kept=False),
    ),
    stems=("网点", "支行", "网点表", "网点信息", "branch"),
    placed=True,
    needs_place=True,
    may_be_empty=False,
    steps=(leave_closed_out, no_circle("parent_id", "HIER_CYCLE")),
)
