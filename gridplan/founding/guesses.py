"""What a reader must know of a county that was made of little: which of its tables are guesses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

OFFICERS = (
    "客户经理为占位，每 1,500 户一名，每网点至少两名 · "
    "Officers are placeholders, one for 1,500 households and at least two a branch"
)
_BUILDINGS = (
    "户数由建筑面积估算，每 120 平方米一户，未分类、未排查 · "
    "Households are estimated from buildings, one for 120 m2 of floor area, neither classed nor screened"
)
_BANKS = (
    "网点取自 OpenStreetMap 的银行，类别按周边户数判断 · "
    "Branches are the banks of OpenStreetMap; their kind follows the households around"
)
_DIVISIONS = "基本单元为乡镇以下行政区 · Basic units are the admin areas below the towns"
_PLACES = (
    "基本单元为居民点周围的土地，户数多的沿街道切分，不是法定边界 · "
    "Basic units are the land around places, cut along streets where many live; no legal borders"
)
_NO_ROADS = "没有道路数据，路程按直线距离推算 · There are no roads; ways are reckoned from straight lines"
_TOWNS = "乡镇界为离驻地最近的土地，不是法定边界 · Towns are the land nearest to their seats; no legal borders"
_VILLAGES = (
    "村的位置按人口分布推测，哪个村在哪里未经核实；户数过多的按单元格切分 · "
    "Villages are placed where people are; which village stands where is a guess; large ones are cut into cells"
)
_SPREAD = "户数为总数按人口分布分摊的估算 · Households are a total, spread over where people are"
_SEATS = "每个乡镇驻地设一家网点，为假设 · One branch at each seat of a town is an assumption"


def of_osm(*, divisions: bool) -> Sequence[str]:
    """
    Tell what is guessed of a county from OSM.

    Parameters
    ----------
    divisions
        Whether its units are admin areas.

    Returns
    -------
    notes
        One guess each, in both languages.
    """
    return _DIVISIONS if divisions else _PLACES, _BUILDINGS, _BANKS, OFFICERS


def of_frame(placed: Sequence[str], taken: Iterable[str]) -> Sequence[str]:
    """
    Tell what is guessed of a county from its frame.

    Parameters
    ----------
    placed
        Towns whose seat is a guess.
    taken
        Seats that were taken for a town by a likeness of names.

    Returns
    -------
    notes
        One guess each, in both languages.
    """
    seats = [f"这些乡镇的驻地为推测 · The seats of these towns are guesses: {'、'.join(placed)}"] if placed else []
    alike = [f"按名称相近认定 · Taken for each other by their names: {names}" for names in taken]
    return (_NO_ROADS, _TOWNS, *seats, *alike, _VILLAGES, _SPREAD, _SEATS, OFFICERS)
