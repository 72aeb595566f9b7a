"""Basic units of the demo county: villages and the street blocks of communities, and the towns they make."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.model.words import UnitType
from gridplan.qinghe.borders import polygons
from gridplan.qinghe.ground import Ground
from gridplan.qinghe.membership import towns_of_villages
from gridplan.qinghe.names import TOWNS, block_name, community_names, village_names
from gridplan.qinghe.settlements import Settlements


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
    village_town = towns[towns_of_villages(ground, people)]
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
