"""Streets of shops, markets, and the merchants in and outside of them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.ops import substring

from gridplan.model.tables import MERCHANTS, keep_contract
from gridplan.qinghe.names import TOWNS, area_name
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.streets import StreetPlan

Array = NDArray[np.float64]
Lines = NDArray[np.object_]

#: Half the breadth of a street of shops, and the side of a market, in metres.
STREET_M, MARKET_M = 28.0, 88.0


def special_areas(plans: list[StreetPlan], wet: shapely.Geometry, numbers: Numbers, crs: str) -> gpd.GeoDataFrame:
    """
    Lay streets of shops and markets, most of them in the county seat.

    Parameters
    ----------
    plans
        Street plans, the county seat first.
    wet
        Rivers, which no area touches.
    numbers
        Numbers of the demo county.
    crs
        CRS of the plans.

    Returns
    -------
    areas
        `name`, `type` (`street_shops` or `market`), `town`; they do not overlap.
    """
    in_seat = numbers["merchants"]["seat_areas"]
    rows = []
    for town, plan in enumerate(plans):
        markets = in_seat // 3 if town == 0 else town % 2
        streets = in_seat - markets if town == 0 else 1 - markets
        along = _streets(plan, wet, streets)
        shapes = [("street_shops", s) for s in along] + [("market", m) for m in _markets(plan, along, wet, markets)]
        rows += [(area_name(TOWNS[town], kind, n), kind, TOWNS[town], shape) for n, (kind, shape) in enumerate(shapes)]
    table = pd.DataFrame(rows, columns=["name", "type", "town", "geometry"])
    again = table.groupby("name").cumcount() + 1
    many = table.groupby("name")["name"].transform("size") > 1
    table["name"] = table["name"].where(~many, table["name"] + again.astype(str))
    return gpd.GeoDataFrame(table, crs=crs)


def merchants(
    areas: gpd.GeoDataFrame, units: gpd.GeoDataFrame, households: Array, numbers: Numbers, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """
    Place the merchants: most in the areas, the others among the households.

    Parameters
    ----------
    areas
        Streets of shops and markets.
    units
        Units, one of which each merchant falls into.
    households
        Places of households, shape (n, 2).
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    merchants
        Contract `MERCHANTS`.
    """
    said = numbers["merchants"]
    inside = rng.multinomial(round(said["n"] * said["in_areas"]), rng.dirichlet(np.full(len(areas), 12.0)))
    spots = [_within(area, n, rng) for area, n in zip(areas.geometry, inside, strict=True)]
    rest = households[rng.choice(len(households), said["n"] - inside.sum(), replace=False)]
    points = gpd.GeoSeries(gpd.points_from_xy(*np.vstack([*spots, rest + rng.normal(0, 1.5, rest.shape)]).T))
    trades = list(said["trades"])
    table = gpd.GeoDataFrame(
        {
            "trade": rng.choice(trades, len(points), p=[said["trades"][t] for t in trades]),
            "unit_id": units.index[units.sindex.nearest(points, return_all=False)[1]],
            "acquired": rng.random(len(points)) < said["acquired"],
        },
        geometry=points.to_numpy(),
        index=pd.Index([f"M{n:04d}" for n in range(1, len(points) + 1)], name="merchant_id"),
        crs=units.crs,
    )
    return gpd.GeoDataFrame(keep_contract(table, MERCHANTS))


def _streets(plan: StreetPlan, wet: shapely.Geometry, number: int) -> Lines:
    """Find parallel streets near the centre and take the middle of each."""
    lines = plan.lines()
    ends = shapely.get_coordinates([shapely.get_point(lines, at) for at in (0, -1)]).reshape(2, -1, 2)
    across = np.abs((ends[1] - ends[0]) @ [-np.sin(plan.angle), np.cos(plan.angle)])
    lines = lines[across > 0.5 * np.hypot(*(ends[1] - ends[0]).T)]
    half = np.minimum(shapely.length(lines) * 0.4, 260)
    middles = [substring(line, line.length / 2 - h, line.length / 2 + h) for line, h in zip(lines, half, strict=True)]
    shapes = shapely.buffer(middles, STREET_M, cap_style="flat")
    usable = np.flatnonzero(~shapely.intersects(shapes, wet) & (half > 120))
    away = shapely.distance(shapely.centroid(shapes[usable]), shapely.Point(plan.centre))
    return np.asarray(shapes[usable[np.argsort(away, kind="stable")[:number]]])


def _markets(plan: StreetPlan, taken: Lines, wet: shapely.Geometry, number: int) -> list[shapely.Polygon]:
    """Squares within blocks, apart from one another and from the streets of shops."""
    blocks = plan.blocks()
    free = shapely.distance(shapely.points(blocks), shapely.union_all([wet, *taken])) > MARKET_M
    dry = blocks[free]
    order = np.argsort(np.hypot(*(dry - plan.centre).T), kind="stable")[:: 5 if number > 1 else 1]
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * MARKET_M / 2
    cos, sin = np.cos(plan.angle), np.sin(plan.angle)
    turned = square @ np.array([[cos, sin], [-sin, cos]])
    return [shapely.Polygon(dry[at] + turned) for at in order[:number]]


def _within(area: shapely.Polygon, number: int, rng: np.random.Generator) -> Array:
    """Draw points of the rectangle around an area until enough lie inside it."""
    corner = shapely.get_coordinates(shapely.oriented_envelope(area))
    sides = np.array([corner[1] - corner[0], corner[3] - corner[0]])
    inner = area.buffer(-1)
    found = np.empty((0, 2))
    while len(found) < number:
        xy = corner[0] + rng.random((2 * number, 2)) @ sides
        found = np.vstack([found, xy[shapely.contains_xy(inner, xy)]])
    return found[:number]
