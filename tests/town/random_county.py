"""Counties drawn by chance: Voronoi villages, a river with or without a bridge, a few branches, a road or none."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import LineString, Point, box

from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.model.tables import BRANCHES, HOUSEHOLDS, OFFICERS, UNITS, empty_table, keep_contract
from tests.town import CRS, EAST, NORTH

SIDE_M = 12_000.0
AREA = box(EAST, NORTH, EAST + SIDE_M, NORTH + SIDE_M)


def random_county(seed: int, *, bridge: bool = True, roads: bool = True, branches_n: int = 3) -> Inputs:
    rng = np.random.default_rng(seed)
    units = _units(rng, int(rng.integers(12, 40)))
    households = _households(rng, units)
    units["registered_hh"] = households["unit_id"].value_counts().reindex(units.index, fill_value=0)
    units["resident_hh"] = units["registered_hh"]
    branches = _branches(rng, branches_n)
    return Inputs(
        county="随机县",
        branches=branches,
        units=keep_contract(units, UNITS),
        households=households,
        officers=_officers(branches),
        merchants=empty_table("merchants", CRS),
        funnel=empty_table("funnel"),
        products=empty_table("products"),
        layers=_layers(rng, bridge=bridge, roads=roads),
        synthetic=True,
    )


def _units(rng, n):
    points = shapely.MultiPoint(rng.uniform(0, SIDE_M, (n, 2)) + np.array([EAST, NORTH]))
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=AREA))
    cells = shapely.intersection(cells, AREA)
    ids = pd.Index([f"u{k:02d}" for k in range(len(cells))], name="unit_id")
    columns = {"name": ids + "村", "type": "village", "town": "镇", "registered_hh": 0, "resident_hh": 0}
    return gpd.GeoDataFrame(columns, geometry=cells, index=ids, crs=CRS)


def _households(rng, units):
    number = np.clip(np.exp(rng.normal(2.3, 0.6, len(units))), 3, 60).astype(int)
    unit = np.repeat(np.arange(len(units)), number)
    middles = shapely.get_coordinates(shapely.point_on_surface(units.geometry.to_numpy()))[unit]
    xy = middles + rng.normal(0, 60, middles.shape)
    table = gpd.GeoDataFrame(
        {"unit_id": units.index.to_numpy()[unit], "residence": "at_home", "segment": "farm", "list": "eligible"},
        geometry=gpd.points_from_xy(*xy.T),
        index=pd.Index([f"h{k:05d}" for k in range(len(xy))], name="household_id"),
        crs=CRS,
    )
    return keep_contract(table, HOUSEHOLDS)


def _branches(rng, n):
    xy = rng.uniform(0.1, 0.9, (n, 2)) * SIDE_M + [EAST, NORTH]
    ids = pd.Index([f"B{k + 1}" for k in range(n)], name="branch_id")
    columns = {"name": ids + "支行", "kind": "town", "coverage_radius_m": 3_000.0, "drive_min": 12.0}
    return keep_contract(gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(*xy.T), index=ids, crs=CRS), BRANCHES)


def _officers(branches):
    ids = [f"{branch}-{k}" for branch in branches.index for k in (1, 2, 3)]
    table = pd.DataFrame(index=pd.Index(ids, name="officer_id"))
    table = table.assign(name=ids, branch_id=[i[:2] for i in ids], hours_week=40.0, visit_days=3.0, daily_capacity=12.0)
    return keep_contract(table, OFFICERS)


def _layers(rng, *, bridge, roads):
    x = EAST + SIDE_M * rng.uniform(0.3, 0.7)
    river = LineString([(x, NORTH - 100), (x + rng.uniform(-1_500, 1_500), NORTH + SIDE_M + 100)])
    lines = [LineString([(EAST, y), (EAST + SIDE_M, y)]) for y in NORTH + SIDE_M * np.array([0.3, 0.7])]
    crossings = [Point(river.intersection(lines[0]))] if bridge else []
    table = {"highway": "tertiary", "oneway": False, "bridge": False, "maxspeed_kmh": float("nan")}
    return Layers(
        county=gpd.GeoDataFrame({"name": ["随机县"]}, geometry=[AREA], crs=CRS),
        roads=gpd.GeoDataFrame(table, index=range(2), geometry=lines, crs=CRS) if roads else None,
        barriers=gpd.GeoDataFrame({"name": ["河"], "kind": ["river"]}, geometry=[river], crs=CRS),
        crossings=gpd.GeoDataFrame({"kind": ["river"] * len(crossings)}, geometry=crossings, crs=CRS),
    )
