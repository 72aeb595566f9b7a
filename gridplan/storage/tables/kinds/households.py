"""Households; what identifies a person is checked, and kept apart from them as `persons`."""

from __future__ import annotations

from gridplan.model.tables import HOUSEHOLDS
from gridplan.model.words import CreditList, Residence, Segment
from gridplan.storage.gate.persons import consent_given, free_text_clean, id_cards_right, phones_right
from gridplan.storage.tables.dates import consent_day
from gridplan.storage.tables.kind import PIECES, Field, Kind
from gridplan.storage.tables.kinds.by_name import UNIT_BY_NAME
from gridplan.storage.tables.readers import ident, number, text
from gridplan.storage.tables.words import flag, word

_RESIDENCE = {"常住": Residence.AT_HOME, "在村": Residence.AT_HOME, "外出": Residence.AWAY, "举家外迁": Residence.AWAY}
_SEGMENTS = {"种养户": Segment.FARM, "农户": Segment.FARM, "商户": Segment.TRADE, "个体户": Segment.TRADE,
             "打工户": Segment.WAGE_MIGRANT, "外出务工户": Segment.WAGE_MIGRANT}  # fmt: skip
_LISTS = {"白": CreditList.ELIGIBLE, "灰": CreditList.WATCH, "黑": CreditList.EXCLUDED}

HOUSEHOLDS_KIND = Kind(
    HOUSEHOLDS,
    Field(
        "household_id",
        ("户编号", "户号", "农户编号", "户编码", "编号", "id", "code"),
        ident,
        required=True,
        filled=True,
    ),
    (
        Field("unit_id", ("村编号", "村编码", "村代码", "单元编号", "单元编码", "所属单元"), ident),
        *UNIT_BY_NAME,
        Field(
            "residence",
            ("居住状况", "居住情况", "居住状态", "常住情况"),
            word(Residence, _RESIDENCE),
            default="at_home",
        ),
        Field("segment", ("分群", "客群", "客户分群", "户类型"), word(Segment, _SEGMENTS), default="unknown"),
        Field("list", ("名单", "名单类型", "排查结果", "排查名单"), word(CreditList, _LISTS), default="unknown"),
        Field("households_n", ("户数", "代表户数"), number, units=PIECES),
        Field("estimated", ("估算", "是否估算"), flag),
        Field("holder", ("户主姓名", "户主", "姓名"), text, personal=True, kept=False),
        Field("id_card", ("身份证号", "身份证", "身份证号码", "证件号", "证件号码"), ident, personal=True, kept=False),
        Field("phone", ("手机号", "手机", "手机号码", "电话", "联系电话", "phone"), text, personal=True, kept=False),
        Field("consent", ("授权日期", "授权", "授权时间"), consent_day, kept=False),
        Field("remark", ("备注", "说明", "remark"), text, personal=True, kept=False),
    ),
    stems=("农户", "户", "户表", "农户表", "household"),
    placed=True,
    steps=(id_cards_right, phones_right, consent_given, free_text_clean),
)
