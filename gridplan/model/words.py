"""The words of the trade as enums, each with its Chinese and its English name on screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A code of the trade with a name in two languages."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        """Make a member from its code and its two names."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.zh = zh
        word.en = en
        return word

    def label(self, lang: str) -> str:
        """
        Name the word in one language.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        label
            The name on screen.
        """
        return self.zh if lang == "zh" else self.en


class BranchKind(Word):
    """Where a branch stands; it picks the preset of radius, minutes and grid size."""

    URBAN = "urban", "城区", "Urban"
    TOWN = "town", "镇区", "Town"
    RURAL = "rural", "乡村", "Rural"
    MOUNTAIN = "mountain", "山区", "Mountain"


class UnitType(Word):
    """What a basic unit is."""

    VILLAGE = "village", "行政村", "Village"
    NATURAL_VILLAGE = "natural_village", "自然村", "Natural village"
    COMMUNITY = "community", "社区", "Community"
    STREET_SEGMENT = "street_segment", "街段", "Street block"
    MARKET = "market", "市场", "Market"
    PARK = "park", "园区", "Industrial park"
    INSTITUTION = "institution", "单位", "Institution"
    CELL = "cell", "六边形单元", "Hexagonal cell"


class GridKind(Word):
    """Base grids part the county; special grids lie over them."""

    BASE = "base", "基础网格", "Base grid"
    SPECIAL = "special", "特色网格", "Special grid"


class GridType(Word):
    """What a grid is mainly made of (rule G09)."""

    VILLAGE = "village", "村域", "Village"
    STREET_SHOPS = "street_shops", "沿街商户", "Street shops"
    COMMUNITY = "community", "社区", "Community"
    INSTITUTION = "institution", "机关事业单位", "Institution"
    ENTERPRISE = "enterprise", "企业", "Enterprise"
    MARKET = "market", "专业市场", "Market"
    PARK = "park", "园区", "Industrial park"
    MIXED = "mixed", "混合", "Mixed"


class Residence(Word):
    """Where the household lives for most of the year."""

    AT_HOME = "at_home", "在家", "At home"
    PART_AWAY = "part_away", "部分外出", "Partly away"
    AWAY = "away", "举家外出", "Away"
    REGISTERED_ONLY = "registered_only", "空挂户", "Registered only"


class Segment(Word):
    """The four classes of households, and those that nobody has classed yet."""

    FARM = "farm", "种养殖户", "Farm household"
    TRADE = "trade", "经商户", "Trading household"
    WAGE_MIGRANT = "wage_migrant", "务工户", "Wage or migrant household"
    REGISTERED_ONLY = "registered_only", "空挂户", "Registered-only household"
    UNKNOWN = "unknown", "未分类", "Not classed"


class CreditList(Word):
    """Which list of the reverse screening a household stands on."""

    ELIGIBLE = "eligible", "白名单", "Eligible"
    WATCH = "watch", "灰名单", "Watch"
    EXCLUDED = "excluded", "黑名单", "Excluded"
    UNKNOWN = "unknown", "未排查", "Not screened"


class Care(Word):
    """How often a household wants to be visited, the most important first (rule P05)."""

    PRIORITY = "priority", "重点维护", "Priority"
    PERIODIC = "periodic", "定期走访", "Periodic"
    DEVELOP = "develop", "待开发", "To develop"
    WATCH = "watch", "关注", "Watched"


class Tier(Word):
    """The tier of a village."""

    A = "A", "示范村", "A demonstration"
    B = "B", "重点村", "B key"
    C = "C", "全体村", "C remaining"


class Stage(Word):
    """The stages of the funnel, in order."""

    VISITED = "visited", "走访", "Visited"
    FILED = "filed", "建档", "Filed"
    RATED = "rated", "评级", "Rated"
    GRANTED = "granted", "授信", "Granted"
    NOTIFIED = "notified", "告知", "Notified"
    SIGNED = "signed", "签约", "Signed"
    DRAWN = "drawn", "用信", "Drawn"


class Product(Word):
    """Products that a household may hold."""

    DEPOSIT = "deposit", "存款", "Deposit"
    SSC = "ssc", "社保卡", "Social security card"
    MOBILE_BANK = "mobile_bank", "手机银行", "Mobile bank"
    LOAN = "loan", "贷款", "Loan"
    MERCHANT_QR = "merchant_qr", "收单码", "Merchant QR"
    INSURANCE = "insurance", "保险", "Insurance"


class Role(Word):
    """What an officer is to a grid."""

    PRIMARY = "primary", "A角", "Owner"
    BACKUP = "backup", "B角", "Backup"
    ASSISTANT = "assistant", "协管", "Assistant"
    SUPERVISOR = "supervisor", "监督", "Supervisor"
    REVIEWER = "reviewer", "评审", "Reviewer"


class Post(Word):
    """Posts of the three-fix rule."""

    BRANCH_HEAD = "branch_head", "支行行长", "Branch head"
    GRID_LEAD = "grid_lead", "网格长", "Grid lead"
    GRID_OFFICER = "grid_officer", "网格员", "Grid officer"
    MARKETING_ASSISTANT = "marketing_assistant", "营销协管员", "Marketing assistant"
    MAINTENANCE_ASSISTANT = "maintenance_assistant", "维护协管员", "Maintenance assistant"
    RISK_REVIEWER = "risk_reviewer", "风险评审员", "Risk reviewer"


class KeyRole(Word):
    """What a person of a village is to the bank."""

    KEY_PERSON = "key_person", "关键人", "Key person"
    LIAISON = "liaison", "联络员", "Liaison"


class Relation(Word):
    """Ties between an officer and a unit that call for avoidance (rule S09)."""

    KIN = "kin", "亲属", "Kin"
    NATIVE_OF_UNIT = "native_of_unit", "本村人", "Native of the unit"


class Declared(Word):
    """What somebody answers for in writing, so that a rule lets it pass."""

    ENCLAVE = "enclave", "飞地", "Enclave"
    SPLIT = "split", "拆村", "Split unit"
    LOAN = "loan", "借调", "Loan of an officer"
    LOCK = "lock", "锁定网格", "Locked grid"
    MOVES = "moves", "调整批准", "Realignment approved"
    DUE_DILIGENCE = "due_diligence", "尽职记录", "Due-diligence record"


class PlanState(Word):
    """How far a plan version has come: drawn, submitted for approval, approved by a second person, published."""

    DRAFT = "draft", "草稿", "draft"
    CHECKED = "checked", "待审批", "submitted"
    APPROVED = "approved", "已批准", "approved"
    ACTIVE = "active", "已发布", "published"
    RETIRED = "retired", "已停用", "retired"


class Severity(Word):
    """How grave a finding is."""

    ERROR = "E", "错误", "Error"
    WARNING = "W", "警告", "Warning"
    INFO = "I", "提示", "Info"


class Datum(Word):
    """Which datum coordinates are stated in."""

    WGS84 = "wgs84", "WGS-84", "WGS-84"
    CGCS2000 = "cgcs2000", "CGCS2000", "CGCS2000"
    GCJ02 = "gcj02", "GCJ-02（高德、腾讯）", "GCJ-02 (Amap, Tencent)"
    BD09 = "bd09", "BD-09（百度）", "BD-09 (Baidu)"


class BarrierKind(Word):
    """What a household or an officer can't simply cross."""

    RIVER = "river", "河流", "River"
    RAILWAY = "railway", "铁路", "Railway"
    MOTORWAY = "motorway", "高速公路", "Motorway"
    RIDGE = "ridge", "山脊", "Ridge"


class Outcome(Word):
    """What came of a visit."""

    MET = "met", "见到本人", "Met"
    NOT_HOME = "not_home", "不在家", "Not at home"
    REFUSED = "refused", "拒访", "Refused"
    MOVED = "moved", "已搬走", "Moved away"
    WITHDRAWN = "withdrawn", "撤回记录", "Taken back"


class Change(Word):
    """What became of a basic unit from one version of a plan to the next, the gravest first."""

    GONE = "gone", "已撤并", "No longer there"
    NEW = "new", "新增", "New"
    BRANCH = "branch", "换网点", "Another branch"
    OWNER = "owner", "换A角", "Another owner"
    GRID = "grid", "换网格", "Another grid, same owner"
    NONE = "none", "未变", "Unchanged"
