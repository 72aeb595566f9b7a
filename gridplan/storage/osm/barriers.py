"""What cuts the land, and where a road crosses it."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from gridplan.model.words import BarrierKind

_MOTORWAYS = ("motorway", "motorway_link")


def barrier_lines(rivers: gpd.GeoDataFrame, rails: gpd.GeoDataFrame, roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Put rivers, railways and motorways together.

    Parameters
    ----------
    rivers
        Lines with `name`.
    rails
        Lines with `name`, those on bridges and in tunnels left out.
    roads
        Lines with `highway`, `bridge` and `name`.

    Returns
    -------
    barriers
        Lines with `kind` (`BarrierKind`) and `name`; bridges of motorways are left out, for one can pass below.
    """
    motorways = roads[(roads["highway"] == "motorway") & ~roads["bridge"]]
    parts = {BarrierKind.RIVER: rivers, BarrierKind.RAILWAY: rails, BarrierKind.MOTORWAY: motorways}
    named = [part[["name", "geometry"]].assign(kind=str(kind)) for kind, part in parts.items() if len(part)]
    if not named:
        return gpd.GeoDataFrame({"kind": [], "name": []}, dtype=str, geometry=[], crs="EPSG:4326")
    return gpd.GeoDataFrame(pd.concat(named, ignore_index=True), crs="EPSG:4326")[["kind", "name", "geometry"]]


def crossings(barriers: gpd.GeoDataFrame, roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Find where a road crosses a barrier; a road that does so has a bridge, a ford, a gate or a tunnel.

    Parameters
    ----------
    barriers
        Lines with `kind`.
    roads
        Lines with `highway`; motorways don't let people across.

    Returns
    -------
    points
        Points with `kind`, that of the barrier, each place once.
    """
    ordinary = roads.loc[~roads["highway"].isin(_MOTORWAYS)].geometry.to_numpy()
    lines = barriers.geometry.to_numpy()
    which, where = shapely.STRtree(ordinary).query(lines, "intersects")
    met = gpd.GeoSeries(shapely.intersection(lines[which], ordinary[where]), crs=barriers.crs)
    kinds = barriers["kind"].to_numpy()[which]
    table = gpd.GeoDataFrame({"kind": kinds.astype(str)}, geometry=met.to_numpy(), crs=barriers.crs)
    table = table.explode(ignore_index=True)
    # where a road runs along a river line, its middle stands for the place
    table["geometry"] = shapely.point_on_surface(table.geometry.to_numpy())
    xy = table.get_coordinates().round(6)
    return table[~xy.assign(kind=table["kind"]).duplicated()].reset_index(drop=True)
