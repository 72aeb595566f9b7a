"""The bank: its branches in towns and big villages, and three officers at each, without names."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.model.plan import PRESETS, with_presets
from gridplan.model.tables import BRANCHES, OFFICERS, keep_contract
from gridplan.qinghe.names import branch_name
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.terrain import Terrain

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Branches in villages keep so far from every other branch, and serve so far around, in metres.
APART_M, SERVE_M = 4_200.0, 3_500.0


def branch_places(seats: Array, town_hh: Array, villages: Array, village_hh: Array, numbers: Numbers) -> Array:
    """
    Choose where branches stand: four in the county seat, one in each other seat, the rest in big villages.

    Parameters
    ----------
    seats
        Where in the county seat the urban branches stand, then the other seats.
    town_hh
        Households of the communities of each of these seats, 0 where there is none.
    villages
        Points of the villages.
    village_hh
        Households of the villages.
    numbers
        Numbers of the demo county.

    Returns
    -------
    places
        One row a branch: urban, town and then the others.
    """
    kinds = numbers["bank"]["branches"]
    urban, others = seats[: kinds["urban"]], seats[kinds["urban"] :]
    places = [*urban, *others[np.argsort(-town_hh, kind="stable")]]
    tree = cKDTree(villages)
    around = np.array([village_hh[near].sum() for near in tree.query_ball_point(villages, SERVE_M)])
    while len(places) < sum(kinds.values()):
        away = cKDTree(np.array(places)).query(villages)[0]
        places.append(villages[np.argmax(around * np.minimum(away / APART_M, 1.6) * (away > APART_M))])
    return np.array(places)


def branches(
    places: Array,
    units: gpd.GeoDataFrame,
    terrain: Terrain,
    roads: gpd.GeoDataFrame,
    numbers: Numbers,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    """
    Open the branches, each beside the nearest road.

    Parameters
    ----------
    places
        Wanted places: urban, town, then the others.
    units
        Units with `name` and `town`, which name the branches.
    terrain
        The land, which tells mountain from rural.
    roads
        The road network.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    branches
        Contract `BRANCHES`.
    """
    points = gpd.GeoSeries(_beside_road(places, roads), crs=roads.crs)
    home = units.iloc[units.sindex.nearest(points, return_all=False)[1]]
    table = gpd.GeoDataFrame(
        {
            "name": _names(home, numbers["bank"]["branches"]),
            "bank": numbers["county"]["bank"],
            "kind": _kinds(places, terrain, numbers["bank"]["branches"]),
            "town": home["town"].to_numpy(),
        },
        geometry=points.to_numpy(),
        index=pd.Index([f"B{n:02d}" for n in range(1, len(places) + 1)], name="branch_id"),
        crs=roads.crs,
    )
    for column, said, step in (("coverage_radius_m", "radius_m", 100), ("drive_min", "drive_min", 1)):
        low, high = (table["kind"].map({k: v[i] for k, v in numbers["bank"][said].items()}) for i in (0, 1))
        table[column] = ((low + rng.random(len(table)) * (high - low)) / step).round() * step
    return gpd.GeoDataFrame(keep_contract(with_presets(table, PRESETS), BRANCHES))


def officers(branches: gpd.GeoDataFrame, numbers: Numbers) -> pd.DataFrame:
    """
    Staff the branches with officers that have numbers for names.

    Parameters
    ----------
    branches
        The branches.
    numbers
        Numbers of the demo county.

    Returns
    -------
    officers
        Contract `OFFICERS`.
    """
    bank = numbers["bank"]
    rows = [
        (f"{branch}-{k}", f"客户经理 {branch}-{k}", branch, float(PRESETS[kind].visits_per_day))
        for branch, kind in branches["kind"].items()
        for k in range(1, bank["officers_per_branch"] + 1)
    ]
    table = pd.DataFrame(rows, columns=["officer_id", "name", "branch_id", "daily_capacity"])
    table = table.set_index("officer_id").assign(hours_week=bank["hours_week"], visit_days=bank["visit_days"])
    return keep_contract(table, OFFICERS)


def _beside_road(places: Array, roads: gpd.GeoDataFrame, away_m: float = 12.0) -> NDArray[np.object_]:
    lines = roads.geometry.to_numpy()[~roads["bridge"].to_numpy()]
    tree = shapely.STRtree(lines)
    points = shapely.points(places)
    line = lines[tree.nearest(points)]
    at = shapely.line_locate_point(line, points)
    foot = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(line, np.where(at < 1, at + 1, at - 1)))
    heading = (ahead - foot) / np.hypot(*(ahead - foot).T)[:, None]
    return np.asarray(shapely.points(foot + away_m * np.c_[-heading[:, 1], heading[:, 0]]))


def _kinds(places: Array, terrain: Terrain, number: Numbers) -> NDArray[np.str_]:
    """Urban and town as given; of the others the highest ones stand in the mountains."""
    around = places[:, None] + 2_500 * np.array([(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)])
    height = terrain.height_m(around.reshape(-1, 2)).reshape(len(places), -1).mean(axis=1)
    first = number["urban"] + number["town"]
    kinds = np.array(["urban"] * number["urban"] + ["town"] * number["town"] + ["rural"] * (len(places) - first))
    highest = first + np.argsort(-height[first:], kind="stable")[: number["mountain"]]
    return np.where(np.isin(np.arange(len(places)), highest), "mountain", kinds)


def _names(home: gpd.GeoDataFrame, number: Numbers) -> list[str]:
    """By the community in the county seat, by the town at its first branch, by the village after that."""
    names: list[str] = []
    for at, (place, town) in enumerate(zip(home["name"], home["town"], strict=True)):
        first = branch_name(place.split("·")[0] if at < number["urban"] else town)
        name = branch_name(place.split("·")[0]) if first in names else first
        while name in names:
            name = f"新{name}"
        names.append(name)
    return names
