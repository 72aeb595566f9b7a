"""The finished road network: town links, village roads, streets and lanes in one."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.drawing import draw_links, draw_streets
from gridplan.qinghe.ground import Ground
from gridplan.qinghe.lanes import hamlet_reach_m, lay_lanes
from gridplan.qinghe.noding import cut, join, prune, roads_table
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.road_lines import RANKS, plain_roads
from gridplan.qinghe.settlements import Settlements

#: Streets and lanes keep so far from the water and from the railway.
QUAY_M, BESIDE_TRACKS_M = 22.0, 18.0
#: Streets reach so far beyond the edge of a town, and lanes begin beyond that.
EDGE_M = 45.0


def make_network(
    ground: Ground, people: Settlements, units: gpd.GeoDataFrame, numbers: Numbers, rng: np.random.Generator
) -> tuple[gpd.GeoDataFrame, NDArray[np.object_]]:
    """
    Draw every road and cut them into one network.

    Parameters
    ----------
    ground
        The ground.
    people
        Settlements and the edges that carry a road.
    units
        Units: villages, then street blocks.
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    roads
        `highway`, `oneway`, `bridge`, `maxspeed_kmh`.
    hamlets
        Area of each hamlet: a circle around its middle, or the built-up area of the seat that it is.
    """
    towns = shapely.union_all([plan.shape.buffer(EDGE_M) for plan in ground.plans])
    barred = shapely.union_all([ground.waters.wet.buffer(QUAY_M), ground.terrain.railway.buffer(BESIDE_TRACKS_M)])
    links, xy = draw_links(ground, people)
    pieces = prune(join(cut(links.beside(draw_streets(ground, barred))), barred), towns)
    middle, reach_m = xy[people.hamlets], hamlet_reach_m(people.hamlet_hh, numbers)
    reach_m[people.seat_hamlets] = 0.0
    country = pieces.lines[~pieces.bridge & ~shapely.intersects(towns, pieces.lines)]
    home = units.geometry.to_numpy()[people.hamlet_village]
    lanes = lay_lanes(country, middle, reach_m, home, barred, numbers, rng)
    lowest = plain_roads(lanes, np.full(len(lanes), RANKS.index("residential")))
    roads = roads_table(cut(pieces.beside(lowest)), str(units.crs))
    return roads, _areas(ground, people, shapely.buffer(shapely.points(middle), reach_m * 1.05))


def _areas(ground: Ground, people: Settlements, circles: NDArray[np.object_]) -> NDArray[np.object_]:
    """Let a seat without a community, the main hamlet of its village, fill its streets."""
    areas = circles.copy()
    areas[people.seat_hamlets] = [ground.plans[plan].shape for plan in people.lone]
    return areas
