"""Banks as branch points: one spelling a brand, one name a branch."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

#: Two entries of one brand nearer than this (degrees, about 25 m) are one branch: its door and its building.
_SAME_DEG = 0.00025


def bank_points(banks: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Make branch points of the banks of an extract.

    Parameters
    ----------
    banks
        Points or areas in WGS84 with `name`, `brand` and `operator` (text).
    towns
        Town polygons, indexed by town name.

    Returns
    -------
    points
        Points inside the towns with `name` (all different), `bank` and `town`.
    """
    points = banks.set_geometry(shapely.centroid(banks.geometry.to_numpy()), crs=banks.crs)
    points = points.assign(town=_towns(points, towns)).query("town != ''")
    named = points["name"].where(points["name"] != "", points["brand"])
    named = named.where(named != "", points["operator"])
    named = named.where(named != "", "Bank")
    points = points.assign(name=one_spelling(named))
    brand = points["brand"].where(points["brand"] != "", points["operator"])
    points = points.assign(bank=one_spelling(brand.where(brand != "", points["name"])))
    points = _once(points.iloc[_north_to_south(points)])
    return points.assign(name=_unlike(points))[["name", "bank", "town", "geometry"]].reset_index(drop=True)


def one_spelling(names: pd.Series) -> pd.Series:
    """
    Write every spelling of a brand as the most frequent one.

    Parameters
    ----------
    names
        Names as people typed them, such as `MoraBanc`, `Morabank`, `Mora Bank`.

    Returns
    -------
    names
        One spelling a brand; of two equally frequent ones the first in the alphabet.
    """
    keys = names.map(_key)
    best = {
        key: min(Counter(group).items(), key=lambda item: (-item[1], item[0]))[0] for key, group in names.groupby(keys)
    }
    return keys.map(best).astype(str)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = re.sub(r"[^\w]|_", "", "".join(c for c in plain if not unicodedata.combining(c)))
    # Catalan, Italian and Spanish spellings of the same word
    return re.sub(r"banc[ao]?$", "bank", letters) if letters.isascii() else letters


def _towns(points: gpd.GeoDataFrame, towns: gpd.GeoDataFrame) -> list[str]:
    where, which = shapely.STRtree(towns.geometry.to_numpy()).query(points.geometry.to_numpy(), "intersects")
    names = np.full(len(points), "", dtype=object)
    # of two towns that touch in the point, the first in the alphabet
    for position, town in sorted(zip(where, towns.index[which], strict=True), reverse=True):
        names[position] = town
    return list(names)


def _north_to_south(points: gpd.GeoDataFrame) -> list[int]:
    xy = shapely.get_coordinates(points.geometry.to_numpy())
    return [int(n) for n in np.lexsort((xy[:, 0], -xy[:, 1]))]


def _once(points: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kept: list[int] = []
    shapes, brands = points.geometry.to_numpy(), points["bank"].to_numpy()
    for n in range(len(points)):
        near = [k for k in kept if brands[k] == brands[n] and shapes[k].distance(shapes[n]) < _SAME_DEG]
        if not near:
            kept.append(n)
    return points.iloc[kept]


def _unlike(points: gpd.GeoDataFrame) -> list[str]:
    """Add the town to a name that is not the only one, and a number if that is not enough."""
    names = points["name"]
    names = names.where(~names.duplicated(keep=False), names + " · " + points["town"])
    times, often = names.groupby(names).cumcount() + 1, names.duplicated(keep=False)
    return [f"{name} {n}" if many else name for name, n, many in zip(names, times, often, strict=True)]
