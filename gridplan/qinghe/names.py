"""Names of the demo county: made of common syllables, none taken from a place."""

from __future__ import annotations

import numpy as np

TOWNS = [
    "禾城镇", "云溪镇", "石桥镇", "柳塘镇", "茶亭镇", "白鹭镇", "金坪镇", "临河镇",
    "南浦镇", "竹源乡", "松岭乡", "枫林乡", "北坞乡", "东篱乡", "望潮乡", "青岩乡",
]  # fmt: skip
RIVERS = ["青溪", "禾水"]
RIDGE = "云屏岭"
RAILWAY = "青禾铁路"
_FIRST = "上下东西南北前后大小新古双三"
_SECOND = "柳樟枫梅兰竹松桂茶荷石沙金银云鹤燕龙泉潭岩"
_THIRD = "坞湾塘桥坪岗畈溪源埠坑岭"
_STREETS = ("文昌 迎春 学前 城隍 北门 南门 东门 西门 河滨 禾香 青溪 车站 桥头 老街 新园 柳荫").split()
_MARKETS = ["农贸市场", "小商品市场", "建材市场", "批发市场"]


def village_names(number: int, rng: np.random.Generator) -> list[str]:
    """
    Make names of villages.

    Parameters
    ----------
    number
        How many.
    rng
        Random generator.

    Returns
    -------
    names
        Distinct names of two syllables and 村.
    """
    pairs = [a + c for a in _FIRST + _SECOND for c in _THIRD]
    return [f"{pairs[at]}村" for at in rng.permutation(len(pairs))[:number]]


def community_names(towns: list[str]) -> list[str]:
    """
    Name communities: by streets in the county seat, by the town elsewhere.

    Parameters
    ----------
    towns
        Town of each community.

    Returns
    -------
    names
        One name a community.
    """
    in_seat = iter(_STREETS)
    return [f"{next(in_seat)}社区" if town == TOWNS[0] else f"{town[:2]}社区" for town in towns]


def block_name(community: str, piece: int) -> str:
    """
    Name a street block of a community.

    Parameters
    ----------
    community
        Name of the community.
    piece
        Number from 0.

    Returns
    -------
    name
        Such as 文昌社区·一片.
    """
    return f"{community}·{'一二三四五'[piece]}片"


def branch_name(place: str) -> str:
    """
    Name a branch after its place.

    Parameters
    ----------
    place
        Town, village or community.

    Returns
    -------
    name
        Such as 云溪支行.
    """
    return f"{place.removesuffix('社区').removesuffix('镇').removesuffix('乡').removesuffix('村')}支行"


def area_name(place: str, kind: str, number: int) -> str:
    """
    Name a street of shops or a market.

    Parameters
    ----------
    place
        Town or community.
    kind
        `street_shops` or `market`.
    number
        Running number, which picks the kind of market.

    Returns
    -------
    name
        Such as 云溪商业街.
    """
    stem = place.removesuffix("社区").removesuffix("镇").removesuffix("乡")
    return f"{stem}商业街" if kind == "street_shops" else f"{stem}{_MARKETS[number % len(_MARKETS)]}"
