"""Basic units: villages, communities, blocks."""

from __future__ import annotations

from gridplan.model.tables import UNITS
from gridplan.model.words import Tier, UnitType
from gridplan.storage.gate.units import fill_counts, fill_types, no_more_than_households
from gridplan.storage.tables.kind import PIECES, Field, Kind
from gridplan.storage.tables.readers import count, ident, text
from gridplan.storage.tables.words import flag, word

_TYPES = {
    "村": UnitType.VILLAGE, "建制村": UnitType.VILLAGE, "村委会": UnitType.VILLAGE, "组": UnitType.NATURAL_VILLAGE,
    "居委会": UnitType.COMMUNITY, "小区": UnitType.COMMUNITY, "街道": UnitType.STREET_SEGMENT,
    "街区": UnitType.STREET_SEGMENT, "专业市场": UnitType.MARKET, "工业园": UnitType.PARK, "机关": UnitType.INSTITUTION,
}  # fmt: skip
_TIERS = {"a类": Tier.A, "b类": Tier.B, "c类": Tier.C, "一般村": Tier.C}

UNITS_KIND = Kind(
    UNITS,
    Field(
        "unit_id",
        (
            "村编号",
            "村编码",
            "村代码",
            "单元编号",
            "单元编码",
            "社区编号",
            "社区编码",
            "社区代码",
            "统计用区划代码",
            "行政区划代码",
            "区划代码",
            "编号",
            "编码",
            "id",
            "code",
        ),
        ident,
        required=True,
        filled=True,
    ),
    (
        Field(
            "name",
            ("村名", "村名称", "单元名称", "村(社区)", "社区名称", "行政村", "名称"),
            text,
            required=True,
            filled=True,
        ),
        Field("type", ("单元类型", "类型", "类别"), word(UnitType, _TYPES)),
        Field("town", ("乡镇", "乡镇名称", "所属乡镇", "镇街", "镇", "乡镇(街道)"), text),
        Field(
            "registered_hh",
            ("户籍户数", "户数", "总户数", "登记户数", "hh", "households"),
            count,
            filled=True,
            units=PIECES,
        ),
        Field("resident_hh", ("常住户数", "常住户", "实有户数"), count, filled=True, units=PIECES),
        Field("population", ("人口", "人口数", "常住人口", "总人口"), count, units=PIECES),
        Field("merchants_n", ("商户数", "商户", "商户数量"), count, units=PIECES),
        Field("tier", ("村级别", "村分类", "等级", "层级"), word(Tier, _TIERS)),
        Field("branch_id", ("网点编号", "所属网点", "管辖网点", "机构编号"), ident),
        Field("estimated", ("估算", "是否估算"), flag),
        Field("credited_hh", ("授信户数", "已授信户数"), count, units=PIECES, kept=False),
    ),
    stems=("villages", "village", "村", "村庄", "行政村", "基本单元", "单元", "村社", "村表", "unit"),
    placed=True,
    may_be_empty=False,
    either=("registered_hh", "resident_hh"),
    steps=(fill_types, fill_counts, no_more_than_households),
)
