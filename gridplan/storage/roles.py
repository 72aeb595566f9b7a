"""The roles that a layer may play, and what its columns are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gridplan.model.words import BarrierKind, GridType
from gridplan.storage.tables.kind import Field
from gridplan.storage.tables.kinds.units import UNITS_KIND
from gridplan.storage.tables.readers import text
from gridplan.storage.tables.words import word

_NAMES = ("名称", "名字", "name_zh")
_BARRIERS = {
    "河": BarrierKind.RIVER, "江": BarrierKind.RIVER, "干渠": BarrierKind.RIVER, "铁道": BarrierKind.RAILWAY,
    "高速": BarrierKind.MOTORWAY, "高速路": BarrierKind.MOTORWAY, "山": BarrierKind.RIDGE, "山岭": BarrierKind.RIDGE,
}  # fmt: skip
_AREAS = {"商业街": GridType.STREET_SHOPS, "街区": GridType.STREET_SHOPS, "市场": GridType.MARKET,
          "机关": GridType.INSTITUTION, "单位": GridType.INSTITUTION, "工业园区": GridType.PARK}  # fmt: skip


@dataclass(frozen=True)
class Role:
    """
    What a layer is for.

    Attributes
    ----------
    name
        Its name, as `layers.toml` writes it.
    stems
        Names that its file may have besides.
    shape
        `polygon`, `line`, `point`, or nothing where any will do.
    fields
        Columns that it must have.
    parts
        Whether its polygons part the land, so that they may not overlap.
    """

    name: str
    stems: tuple[str, ...] = ()
    shape: str = ""
    fields: tuple[Field, ...] = ()
    parts: bool = False


def _name(*others: str, required: bool = True) -> Field:
    return Field("name", (*others, *_NAMES), text, required=required)


_BARRIER = Field("kind", ("类型", "类别", "type", "种类"), word(BarrierKind, _BARRIERS), required=True)

ROLES: Mapping[str, Role] = {
    role.name: role
    for role in (
        Role("county", ("县界", "县域", "边界", "boundary"), "polygon"),
        Role(
            "towns",
            ("乡镇", "乡镇界", "镇界", "town"),
            "polygon",
            (Field("town", ("乡镇", "乡镇名称", "镇", "name", *_NAMES), text, required=True, filled=True),),
            parts=True,
        ),
        Role("units", (), "polygon", (replace(UNITS_KIND.ids, required=False), _name(required=False)), parts=True),
        Role("roads", ("道路", "路网", "公路", "road"), "line"),
        Role("water", ("水系", "水域", "河流"), ""),
        Role("barriers", ("阻隔", "障碍", "barrier"), "line", (_name(required=False), _BARRIER)),
        Role("crossings", ("通道", "桥梁", "桥", "crossing"), "point", (_BARRIER,)),
        Role(
            "special_areas",
            ("特色区域", "特色网格", "special"),
            "polygon",
            (_name(), Field("type", ("类型", "类别", "种类"), word(GridType, _AREAS), required=True, filled=True)),
        ),
        # grids that a bank has drawn before: checked, not yet read into a plan
        Role("grids", ("网格", "grid"), "polygon", (Field("grid_id", ("网格编号", "网格号", "id"), text),), parts=True),
    )
}
#: Roles whose polygons part the land.
PARTING = tuple(role.name for role in ROLES.values() if role.parts)
