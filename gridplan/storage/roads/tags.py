"""What road tags mean: which ways a car can use, how fast, whether they are bridges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

#: OSM classes that a car can use, service roads and farm tracks with them.
DRIVABLE = frozenset(
    "motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary "
    "tertiary_link unclassified residential living_street service track road".split()
)
#: Chinese road classes and what OSM calls them.
CHINESE_CLASSES: Mapping[str, str] = {
    "高速公路": "motorway", "高速": "motorway", "匝道": "motorway_link", "快速路": "trunk", "国道": "trunk",
    "一级公路": "trunk", "省道": "primary", "主干道": "primary", "主干路": "primary", "二级公路": "primary",
    "县道": "secondary", "次干道": "secondary", "次干路": "secondary", "三级公路": "secondary",
    "乡道": "tertiary", "乡镇道路": "tertiary", "支路": "tertiary", "四级公路": "tertiary",
    "村道": "unclassified", "农村公路": "unclassified", "城市道路": "residential", "街道": "residential",
    "居住区道路": "residential", "小区道路": "service", "内部道路": "service", "机耕路": "track",
    "机耕道": "track", "田间道": "track",
}  # fmt: skip
COLUMNS = ["highway", "oneway", "bridge", "maxspeed_kmh", "name"]
KMH_A_MPH = 1.609344
WALK_KMH = 5.0
_NO = {"no", "false", "0", "否", "-", ""}


def road_class(value: object) -> str | None:
    """
    Read a road class, OSM or Chinese.

    Parameters
    ----------
    value
        What the source says, such as `residential` or `县道`.

    Returns
    -------
    highway
        The OSM class, or None if no car can use it or nobody knows it.
    """
    text = str(value).strip().casefold()
    text = CHINESE_CLASSES.get(text, text)
    return text if text in DRIVABLE else None


def speed_kmh(value: object) -> float:
    """
    Read a speed limit.

    Parameters
    ----------
    value
        Such as `50`, `30 mph`, `walk`; the slowest of several.

    Returns
    -------
    kmh
        Kilometres an hour; NaN where the text states no figure.
    """
    text = str(value).strip().casefold()
    if text == "walk":
        return WALK_KMH
    figures = re.findall(r"(\d+(?:\.\d+)?)\s*(mph)?", text)
    speeds = [float(figure) * (KMH_A_MPH if unit else 1) for figure, unit in figures]
    # a limit of more than 200 is a slip of the pen
    return min((speed for speed in speeds if 0 < speed <= 200), default=float("nan"))  # noqa: PLR2004 # said above


def is_set(value: object) -> bool:
    """
    Tell whether a tag such as `bridge` or `oneway` says yes in any way.

    Parameters
    ----------
    value
        `yes`, `viaduct`, `-1`, `是`, True ... or nothing.

    Returns
    -------
    said
        False where the tag is missing or says no.
    """
    missing = value is None or (isinstance(value, float) and value != value)  # noqa: PLR0124 # NaN alone
    return not missing and str(value).strip().casefold() not in _NO


def car_may(tags: Mapping[str, str]) -> bool:
    """
    Tell whether a car can use an OSM way; private roads count, closed ones don't.

    Parameters
    ----------
    tags
        Tags of the way.

    Returns
    -------
    may
        Whether it can.
    """
    closed = tags.get("motor_vehicle", tags.get("access", "yes")) == "no"
    return tags.get("highway") in DRIVABLE and not closed and tags.get("area") != "yes"


def road_row(tags: Mapping[str, str]) -> dict[str, Any]:
    """
    Take from the tags of an OSM way what a plan needs.

    Parameters
    ----------
    tags
        Tags of a way that a car can use.

    Returns
    -------
    row
        `COLUMNS`.
    """
    return {
        "highway": tags["highway"],
        "oneway": is_set(tags.get("oneway")) or tags.get("junction") == "roundabout",
        "bridge": is_set(tags.get("bridge")),
        "maxspeed_kmh": speed_kmh(tags.get("maxspeed", "")),
        "name": tags.get("name", tags.get("ref", "")),
    }


def roads_table(rows: Iterable[Mapping[Any, Any]], geometry: Any, crs: Any = "EPSG:4326") -> gpd.GeoDataFrame:  # noqa: ANN401 # whatever geopandas takes
    """
    Lay roads out as the table that every source gives.

    Parameters
    ----------
    rows
        One mapping with `COLUMNS` a road.
    geometry
        One line a road.
    crs
        CRS of the lines.

    Returns
    -------
    roads
        Lines of some length with `COLUMNS`.
    """
    table = pd.DataFrame(list(rows), columns=COLUMNS)
    types = {"highway": str, "oneway": bool, "bridge": bool, "maxspeed_kmh": float, "name": str}
    roads = gpd.GeoDataFrame(table.astype(types), geometry=geometry, crs=crs)
    long = shapely.length(roads.geometry.to_numpy()) > 0
    return roads[long].reset_index(drop=True)
