"""
One tiny town, used everywhere: 3 branches, 12 square villages, 96 households, one river with one bridge.

The map, 1 km a square, 4 squares from west to east and 3 from south to north:

    u31 u32 | u33 u34      | the river between the second and the third column
    u21 u22 = u23 u24      = its only bridge, on the east-west road
    u11 u12 | u13 u14
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import LineString, Point, box

from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.model.tables import (
    BRANCHES,
    FUNNEL,
    HOUSEHOLDS,
    MERCHANTS,
    OFFICERS,
    PRODUCTS,
    UNITS,
    keep_contract,
)
from gridplan.model.words import Product, Stage

#: Metres of the CGCS2000 zone whose centre line is 123 degrees east; the corner lies in the open sea.
CRS = "EPSG:4550"
EAST, NORTH = 540_000.0, 3_265_000.0
SIDE_M = 1_000.0
COLUMNS, ROWS = 4, 3
HOUSEHOLDS_A_UNIT = 8


def tiny_town() -> Inputs:
    """
    Make the tiny town.

    Returns
    -------
    inputs
        Tables and layers in EPSG:4326.
    """
    households = _households()
    ids = households.index
    stages = {str(stage): np.arange(len(ids)) % (n + 2) == 0 for n, stage in enumerate(Stage)}
    holdings = {str(product): np.arange(len(ids)) % (n + 2) == 0 for n, product in enumerate(Product)}
    inputs = Inputs(
        county="小镇",
        branches=_branches(),
        units=_units(),
        households=households,
        officers=_officers(),
        merchants=_merchants(),
        funnel=keep_contract(pd.DataFrame(stages, index=ids), FUNNEL),
        products=keep_contract(pd.DataFrame(holdings, index=ids), PRODUCTS),
        layers=_layers(),
        synthetic=True,
        credit="Synthetic data",
    )
    return inputs.map_spatial(lambda table: table.to_crs(4326))


def _at(x_m: float, y_m: float) -> tuple[float, float]:
    return EAST + x_m, NORTH + y_m


def _branches() -> gpd.GeoDataFrame:
    places = {"B1": (600, 1_500), "B2": (3_400, 1_500), "B3": (3_500, 2_600)}
    table = gpd.GeoDataFrame(
        {
            "name": ["一支行", "二支行", "三支行"],
            "bank": "小镇银行",
            "kind": "town",
            "town": "小镇",
            "coverage_radius_m": [1_500.0, 1_200.0, 800.0],
            "drive_min": [6.0, 5.0, 4.0],
        },
        geometry=[Point(*_at(*place)) for place in places.values()],
        index=pd.Index(places, name="branch_id"),
        crs=CRS,
    )
    return keep_contract(table, BRANCHES)


def _units() -> gpd.GeoDataFrame:
    squares = {
        f"u{row + 1}{column + 1}": box(
            *_at(column * SIDE_M, row * SIDE_M), *_at((column + 1) * SIDE_M, (row + 1) * SIDE_M)
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    }
    table = gpd.GeoDataFrame(
        {
            "name": [f"{unit}村" for unit in squares],
            "type": "village",
            "town": "小镇",
            "registered_hh": HOUSEHOLDS_A_UNIT,
            "resident_hh": HOUSEHOLDS_A_UNIT - 2,
            "population": HOUSEHOLDS_A_UNIT * 3,
        },
        geometry=list(squares.values()),
        index=pd.Index(squares, name="unit_id"),
        crs=CRS,
    )
    return keep_contract(table, UNITS)


def _households() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(7)
    corners = np.array([(c, r) for r in range(ROWS) for c in range(COLUMNS)]).repeat(HOUSEHOLDS_A_UNIT, axis=0)
    xy = (corners + rng.uniform(0.05, 0.95, corners.shape)) * SIDE_M
    units = np.array([f"u{r + 1}{c + 1}" for c, r in corners])
    n = len(xy)
    table = gpd.GeoDataFrame(
        {
            "unit_id": units,
            "residence": np.resize(["at_home", "at_home", "part_away", "away"], n),
            "segment": np.resize(["farm", "trade", "wage_migrant", "farm", "farm"], n),
            "list": np.resize(["eligible", "eligible", "eligible", "watch", "excluded"], n),
        },
        geometry=gpd.points_from_xy(xy[:, 0] + EAST, xy[:, 1] + NORTH),
        index=pd.Index([f"h{i:03d}" for i in range(n)], name="household_id"),
        crs=CRS,
    )
    return keep_contract(table, HOUSEHOLDS)


def _officers() -> pd.DataFrame:
    ids = [f"B{b}-{k}" for b in (1, 2, 3) for k in (1, 2, 3)]
    table = pd.DataFrame(
        {
            "name": [f"客户经理 {officer}" for officer in ids],
            "branch_id": [officer[:2] for officer in ids],
            "hours_week": 40.0,
            "visit_days": 3.0,
            "daily_capacity": 12.0,
        },
        index=pd.Index(ids, name="officer_id"),
    )
    return keep_contract(table, OFFICERS)


def _merchants() -> gpd.GeoDataFrame:
    xy = [_at(450 + 25 * i, 1_480) for i in range(6)]
    table = gpd.GeoDataFrame(
        {"trade": "零售", "unit_id": "u21", "acquired": [True, False] * 3},
        geometry=gpd.points_from_xy(*zip(*xy, strict=True)),
        index=pd.Index([f"m{i}" for i in range(6)], name="merchant_id"),
        crs=CRS,
    )
    return keep_contract(table, MERCHANTS)


def _layers() -> Layers:
    roads = [LineString([_at(x * 500, 1_500) for x in range(9)])]
    roads += [LineString([_at(x, y * 500) for y in range(7)]) for x in (500, 1_500, 2_500, 3_500)]
    river = LineString([_at(2_000, -100), _at(2_000, 3_100)])
    area = box(*_at(0, 0), *_at(COLUMNS * SIDE_M, ROWS * SIDE_M))
    return Layers(
        county=gpd.GeoDataFrame({"name": ["小镇"]}, geometry=[area], crs=CRS),
        towns=gpd.GeoDataFrame(geometry=[area], index=pd.Index(["小镇"], name="town"), crs=CRS),
        roads=gpd.GeoDataFrame(
            {"highway": "tertiary", "oneway": False, "bridge": False, "maxspeed_kmh": float("nan")},
            index=range(len(roads)),
            geometry=roads,
            crs=CRS,
        ),
        water=gpd.GeoDataFrame({"name": ["小河"], "kind": ["river"]}, geometry=[river.buffer(15)], crs=CRS),
        barriers=gpd.GeoDataFrame({"name": ["小河"], "kind": ["river"]}, geometry=[river], crs=CRS),
        crossings=gpd.GeoDataFrame({"kind": ["river"]}, geometry=[Point(*_at(2_000, 1_500))], crs=CRS),
        special_areas=gpd.GeoDataFrame(
            {"name": ["老街"], "type": ["street_shops"]},
            geometry=[box(*_at(400, 1_450), *_at(700, 1_550))],
            crs=CRS,
        ),
    )
