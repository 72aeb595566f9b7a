"""Basic units of the demo county: villages and the street blocks of communities, and the towns they make."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gridplan.demo.borders import polygons
from gridplan.demo.ground import Ground
from gridplan.demo.mesh import OPEN, RAILWAY
from gridplan.demo.names import TOWNS, block_name, community_names, village_names
from gridplan.demo.routes import graph, nearest
from gridplan.demo.settlements import Settlements
from gridplan.model.words import UnitType

#: Going round a wall that no village borders on costs this many times the distance.
ROUND_A_WALL = 6.0


def draw_units(ground: Ground, people: Settlements, rng: np.random.Generator, crs: str) -> gpd.GeoDataFrame:
    """
    Draw the units without any count yet.

    Parameters
    ----------
    ground
        The ground.
    people
        Settlements and their land.
    rng
        Random generator.
    crs
        CRS to label the units with.

    Returns
    -------
    units
        `name`, `type`, `town`; villages first, then street blocks; they cover the county.
    """
    blocks = people.blocks
    towns = np.array(TOWNS)
    village_town = towns[_towns_of_villages(ground, people)]
    first = np.unique(blocks.community, return_index=True)[1]
    communities = community_names(list(towns[blocks.town[first]]))
    pieces = [block_name(communities[c], k) for c, k in zip(blocks.community, blocks.piece, strict=True)]
    n = len(people.villages)
    ids = [f"V{k:03d}" for k in range(1, n + 1)]
    ids += [f"C{c + 1:02d}-{k + 1}" for c, k in zip(blocks.community, blocks.piece, strict=True)]
    table = {
        "name": village_names(n, rng) + pieces,
        "type": [str(UnitType.VILLAGE)] * n + [str(UnitType.COMMUNITY)] * len(pieces),
        "town": np.concatenate([village_town, towns[blocks.town]]),
    }
    shapes = polygons(ground.mesh, people.land)
    return gpd.GeoDataFrame(table, geometry=shapes, index=pd.Index(ids, name="unit_id"), crs=crs)


def dissolve_towns(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Join units into towns.

    Parameters
    ----------
    units
        Units with `town`.

    Returns
    -------
    towns
        Polygons indexed by town name.
    """
    names = pd.unique(units["town"])
    shapes = [shapely.coverage_union_all(units.geometry[units["town"] == name].to_numpy()) for name in names]
    return gpd.GeoDataFrame(geometry=shapes, index=pd.Index(names, name="town"), crs=units.crs)


def _towns_of_villages(ground: Ground, people: Settlements) -> NDArray[np.int64]:
    """Every village belongs to the seat that is nearest from village to village, so that towns hang together."""
    mesh, land = ground.mesh, people.land
    pairs = land[mesh.edges]
    border = (pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)
    walled = ~np.isin(mesh.wall[border], [OPEN, RAILWAY])
    pairs = np.sort(pairs[border], axis=1)
    table = pd.DataFrame({"a": pairs[:, 0], "b": pairs[:, 1], "walled": walled})
    links = table.groupby(["a", "b"], as_index=False)["walled"].mean()
    places = np.vstack([mesh.xy[people.villages], _block_middles(ground, people)])
    edges = links[["a", "b"]].to_numpy()
    cost = np.hypot(*(places[edges[:, 0]] - places[edges[:, 1]]).T)
    cost = np.where(links["walled"] > 0.9, ROUND_A_WALL * cost, cost) + 1.0
    seats = people.land[ground.seats]
    return nearest(graph(edges, cost, len(places)), seats)[2][: len(people.villages)]


def _block_middles(ground: Ground, people: Settlements) -> NDArray[np.float64]:
    of_point = people.blocks.of_point
    own = of_point >= 0
    total = np.zeros((len(people.blocks.town), 2))
    np.add.at(total, of_point[own], ground.mesh.xy[own])
    return np.asarray(total / np.bincount(of_point[own])[:, None])
