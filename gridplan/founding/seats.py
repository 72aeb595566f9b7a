"""Seats of towns: matched to their codes by name, and a likely place for a town that has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.planning.estimates.villages import COMMUNITY_WORDS
from gridplan.storage.frame.naming import stem

_ROUNDS = 20
#: How far around a centre a seat may stand, and who counts as its crowd, in metres.
_AROUND_M, _CROWD_M = 1_500.0, 500.0


def match_seats(seats: gpd.GeoDataFrame, towns: pd.Series) -> tuple[gpd.GeoDataFrame, list[str]]:
    """
    Tell which seat belongs to which town: by code, by name without its rank, by a name with one sign changed.

    Parameters
    ----------
    seats
        Points with `name` and `code`.
    towns
        Names by code.

    Returns
    -------
    matched
        Points indexed by town code, in the order of codes; seats that no town claims are left out.
    notes
        What was taken for what.
    """
    found: dict[str, int] = {}
    notes = []
    for how in (_by_code, _by_name, _by_likeness):
        open_towns = towns.drop(list(found))
        for place in [n for n in range(len(seats)) if n not in found.values()]:
            code = how(seats.iloc[place], open_towns.drop(list(found), errors="ignore"))
            if code is not None:
                found[code] = place
                if how is _by_likeness:
                    notes.append(f"{seats['name'].iloc[place]} = {towns[code]}")
    codes = sorted(found)
    matched = seats.iloc[[found[code] for code in codes]].set_axis(pd.Index(codes, name="code", dtype=str))
    return gpd.GeoDataFrame(matched[["geometry"]]), notes


def place_missing(
    known: gpd.GeoDataFrame,
    towns: pd.Series,
    villages: pd.DataFrame,
    people: NDArray[np.float64],
    land: NDArray[np.float64],
) -> gpd.GeoDataFrame:
    """
    Give every town without a seat a likely one.

    Again and again, the surroundings of one seat are parted: clustered in two around the seat and a second centre,
    which goes to the next town. Towns with many communities come first and part the surroundings with the most
    people; the others then part those with the most inhabited land. The seat stands where people are densest around
    that centre; without any seat, the first one stands where they are densest of all.

    Parameters
    ----------
    known
        Seats indexed by town code; metric CRS. May be empty.
    towns
        Names by code.
    villages
        With `name` and the `town` code.
    people
        Coordinates of people, shape (n, 2); each stands for as many.
    land
        Coordinates of inhabited land, shape (m, 2); each stands for as much.

    Returns
    -------
    seats
        Points of all towns, indexed by code, with `placed` (bool): whether the place is a guess.
    """
    xy = {str(code): (point.x, point.y) for code, point in known.geometry.items()}
    urban, number = _urban(villages), villages["town"].value_counts()
    crowd = cKDTree(people).query_ball_point(people, _CROWD_M, return_length=True)
    for code in sorted(set(towns.index) - set(xy), key=lambda code: (code not in urban, -number.get(code, 0), code)):
        middle = _part(xy, people if code in urban else land) if xy else people[np.argmax(crowd)]
        x, y = _densest(middle, people, crowd)
        xy[code] = (float(x), float(y))
    codes = sorted(xy)
    placed = [code not in known.index for code in codes]
    points = gpd.points_from_xy(*np.array([xy[code] for code in codes]).T)
    return gpd.GeoDataFrame({"placed": placed}, geometry=points, index=pd.Index(codes, name="code"), crs=known.crs)


def _by_code(seat: pd.Series, towns: pd.Series) -> str | None:
    return str(seat["code"]) if seat["code"] in towns.index else None


def _by_name(seat: pd.Series, towns: pd.Series) -> str | None:
    return _only(code for code, name in towns.items() if stem(str(name)) == stem(str(seat["name"])))


def _by_likeness(seat: pd.Series, towns: pd.Series) -> str | None:
    return _only(code for code, name in towns.items() if _alike(stem(str(name)), stem(str(seat["name"]))))


def _only(codes: Iterable[object]) -> str | None:
    found = [str(code) for code in codes]
    return found[0] if len(found) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Tell whether two names of three signs or more differ in a single one, or in an added one."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) > 2:  # noqa: PLR2004 # of two signs, one is half the name
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return len(short) > 1 and len(long) - len(short) == 1 and long.startswith(short)


def _urban(villages: pd.DataFrame) -> set[str]:
    """Tell the towns with more communities among their villages than the county has."""
    community = villages["name"].str.contains(COMMUNITY_WORDS)
    share = community.groupby(villages["town"]).mean()
    return set(share.index[share > community.mean()])


def _part(xy: Mapping[str, tuple[float, float]], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Find a second centre in the surroundings of the seat that have the most points."""
    seats = np.array(list(xy.values()))
    nearest = cKDTree(seats).query(points)[1]
    fullest = int(np.argmax(np.bincount(nearest)))
    return _beside(seats[fullest], points[nearest == fullest])


def _beside(seat: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cluster points in two, one centre being held at the seat; the other one starts with the farthest point."""
    place = points[np.argmax(np.hypot(*(points - seat).T))]
    for _ in range(_ROUNDS):
        closer = np.hypot(*(points - place).T) < np.hypot(*(points - seat).T)
        if not closer.any():
            break
        place = points[closer].mean(axis=0)
    return np.asarray(place)


def _densest(middle: NDArray[np.float64], people: NDArray[np.float64], crowd: NDArray[np.int64]) -> NDArray[np.float64]:
    far_m = np.hypot(*(people - middle).T)
    near = np.flatnonzero(far_m <= max(_AROUND_M, far_m.min()))
    return np.asarray(people[near[np.argmax(crowd[near])]])
