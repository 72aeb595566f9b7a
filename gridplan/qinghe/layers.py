"""The layers of the county beside its tables."""

from __future__ import annotations

import geopandas as gpd
import shapely

from gridplan.model.plan import Layers
from gridplan.model.words import BarrierKind
from gridplan.qinghe.ground import Ground
from gridplan.qinghe.names import RAILWAY, RIDGE, RIVERS
from gridplan.qinghe.units import dissolve_towns
from gridplan.qinghe.waters import water_layer


def county_layers(ground: Ground, units: gpd.GeoDataFrame, roads: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> Layers:
    """
    Lay out county, towns, roads, water, barriers, crossings and special areas.

    Parameters
    ----------
    ground
        The ground.
    units
        Units that cover the county, with `town`.
    roads
        The road network.
    areas
        Streets of shops and markets.

    Returns
    -------
    layers
        All layers in the CRS of the units.
    """
    crs = units.crs
    border = shapely.coverage_union_all(units.geometry.to_numpy())
    lines = [*ground.terrain.rivers, ground.terrain.ridge, ground.terrain.railway]
    kinds = [BarrierKind.RIVER, BarrierKind.RIVER, BarrierKind.RIDGE, BarrierKind.RAILWAY]
    barriers = gpd.GeoDataFrame(
        {"kind": [str(kind) for kind in kinds], "name": [*RIVERS, RIDGE, RAILWAY]},
        geometry=shapely.intersection(lines, border),
        crs=crs,
    )
    return Layers(
        county=gpd.GeoDataFrame({"name": ["青禾县"]}, geometry=[border], crs=crs),
        towns=dissolve_towns(units),
        roads=roads,
        water=water_layer(ground.waters, border, str(crs)),
        barriers=barriers,
        crossings=_crossings(barriers, roads),
        special_areas=areas,
    )


def _crossings(barriers: gpd.GeoDataFrame, roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Wherever a road meets a barrier it can be crossed."""
    barrier, road = roads.sindex.query(barriers.geometry, predicate="intersects")
    where = shapely.intersection(barriers.geometry.to_numpy()[barrier], roads.geometry.to_numpy()[road])
    points, owner = shapely.get_parts(where, return_index=True)
    kind = barriers["kind"].to_numpy()[barrier[owner]]
    return gpd.GeoDataFrame({"kind": kind}, geometry=points, crs=barriers.crs)
