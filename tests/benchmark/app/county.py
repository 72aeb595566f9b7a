"""A large invented county: villages with winding borders, roads between them, branches, officers, households."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import Delaunay

from gridplan.access.scope import OPERATOR
from gridplan.founding.metres import in_metres
from gridplan.founding.roads import road_network
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers, Plan, PlanParams
from gridplan.model.tables import BRANCHES, FUNNEL, HOUSEHOLDS, OFFICERS, PRODUCTS, UNITS, keep_contract
from gridplan.model.versions import version_id
from gridplan.model.words import Product, Stage
from gridplan.planning import pipeline
from gridplan.storage.database.plan_packing import pack_plan
from gridplan.storage.database.plans import save_plan
from gridplan.storage.folder import write_inputs
from gridplan.workspace.audited import audited
from gridplan.workspace.jobs import NICE
from gridplan.workspace.opening import Workspace

SEED = 20261126
UNITS_N, BRANCHES_N, OFFICERS_A_BRANCH = 3_000, 60, 5
#: Metres; the corner lies in the open sea.
SIDE_M, EAST, NORTH, CRS = 60_000.0, 500_000.0, 3_265_000.0, "EPSG:4550"
#: A vertex every so many metres makes some 58 a village.
STEP_M = 85.0
#: Seconds that the grids may take to be found; pages are as heavy whatever they are worth.
EFFORT = 0.2


def workspace(folder: Path, households: int) -> Workspace:
    """
    Make and plan the county, unless the folder has it already.

    Parameters
    ----------
    folder
        Where it is kept from run to run.
    households
        How many.

    Returns
    -------
    workspace
        With one plan.
    """
    if not (folder / "gridplan.toml").exists():
        invented = county(households)
        # the files are never read again: reading a million rows is another benchmark
        none = invented.households.iloc[:0]
        bare = replace(invented, households=none, funnel=invented.funnel.iloc[:0], products=invented.products.iloc[:0])
        write_inputs(bare, folder)
        _plan(Workspace.open(folder), invented)
    return Workspace.open(folder)


def _plan(opened: Workspace, invented: Inputs) -> None:
    moment = datetime.now(UTC)
    made = _planned(in_metres(invented), replace(opened.settings.params, effort=EFFORT))
    with audited(OPERATOR, opened, "plan_made", subject=made.meta.plan_id, now=moment) as act:
        save_plan(act.connection, pack_plan(made), account=OPERATOR.account, now=moment)


def _planned(inputs: Inputs, params: PlanParams) -> Plan:
    moment, network = datetime.now(UTC), road_network(inputs)
    names = {"plan_id": version_id(moment), "created_at": moment.isoformat()}
    return pipeline.plan(inputs, params, **names, network=network, clock=time.perf_counter)


def county(households: int) -> Inputs:
    """
    Invent the county.

    Parameters
    ----------
    households
        How many.

    Returns
    -------
    inputs
        In EPSG:4326.
    """
    rng = np.random.default_rng(SEED)
    seats = np.array([EAST, NORTH]) + rng.uniform(0, SIDE_M, (UNITS_N, 2))
    shapes = _villages(seats)
    units = _units(shapes, households)
    branches = _branches(seats, rng)
    homes = _households(seats, units, households, rng)
    holdings = {str(product): rng.random(households) < 0.3 for product in Product}
    stages = {str(stage): rng.random(households) < 0.5 for stage in Stage}
    roads = _roads(seats)
    inputs = Inputs(
        "大县",
        branches=branches,
        units=units,
        households=homes,
        officers=_officers(branches),
        funnel=keep_contract(pd.DataFrame(stages, index=homes.index), FUNNEL),
        products=keep_contract(pd.DataFrame(holdings, index=homes.index), PRODUCTS),
        layers=Layers(county=gpd.GeoDataFrame({"name": ["大县"]}, geometry=[units.union_all()], crs=CRS), roads=roads),
        synthetic=True,
        credit="Synthetic data",
    )
    return inputs.map_spatial(lambda table: table.to_crs(4326))


def _villages(seats: npt.NDArray[np.float64]) -> list[shapely.Polygon]:
    """Cells around the seats whose borders wind; each border is bent once, so that neighbours still share it."""
    frame = shapely.box(EAST, NORTH, EAST + SIDE_M, NORTH + SIDE_M)
    edges = shapely.voronoi_polygons(shapely.MultiPoint(seats), only_edges=True)
    lines = shapely.union_all([shapely.intersection(edges, frame), frame.exterior])
    bent = shapely.transform(shapely.segmentize(shapely.line_merge(lines), STEP_M), _bend)
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(bent)))
    tree = shapely.STRtree(cells)
    settled = np.unique(tree.query(shapely.points(seats), predicate="within")[1])
    return list(cells[settled])


def _bend(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    waves = sum(
        np.column_stack([np.sin(xy[:, 1] / long + n), np.cos(xy[:, 0] / long + 2 * n)]) * long / 9
        for n, long in enumerate((900.0, 310.0, 120.0))
    )
    return xy + waves


def _units(shapes: list[shapely.Polygon], households: int) -> gpd.GeoDataFrame:
    ids = [f"u{n:04d}" for n in range(len(shapes))]
    number = max(1, households // len(shapes))
    table = gpd.GeoDataFrame(
        {"name": [f"{unit}村" for unit in ids], "type": "village", "registered_hh": number, "resident_hh": number},
        geometry=shapes, index=pd.Index(ids, name="unit_id"), crs=CRS,
    ).assign(population=3 * number)  # fmt: skip
    middle = table.representative_point()
    return keep_contract(table.assign(town=_town(middle.x.to_numpy(), middle.y.to_numpy())), UNITS)


def _town(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> list[str]:
    side = SIDE_M / 5
    return [f"镇{int((a - EAST) // side)}{int((b - NORTH) // side)}" for a, b in zip(x, y, strict=True)]


def _branches(seats: npt.NDArray[np.float64], rng: np.random.Generator) -> gpd.GeoDataFrame:
    places = seats[rng.choice(len(seats), BRANCHES_N, replace=False)]
    ids = [f"B{n:02d}" for n in range(BRANCHES_N)]
    table = gpd.GeoDataFrame(
        {"name": [f"{branch}支行" for branch in ids], "bank": "银行", "kind": "town", "town": "镇"},
        geometry=shapely.points(places), index=pd.Index(ids, name="branch_id"), crs=CRS,
    ).assign(coverage_radius_m=5_000.0, drive_min=12.0)  # fmt: skip
    return keep_contract(table, BRANCHES)


def _officers(branches: gpd.GeoDataFrame) -> pd.DataFrame:
    ids = [f"{branch}-{n}" for branch in branches.index for n in range(OFFICERS_A_BRANCH)]
    table = pd.DataFrame(
        {"name": [f"客户经理 {one}" for one in ids], "branch_id": [one[:3] for one in ids], "hours_week": 40.0},
        index=pd.Index(ids, name="officer_id"),
    )
    return keep_contract(table.assign(visit_days=3.0, daily_capacity=12.0), OFFICERS)


def _households(
    seats: npt.NDArray[np.float64], units: gpd.GeoDataFrame, number: int, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Most people live near the seat of a village; whose village a place lies in is found out by the plan."""
    xy = seats[rng.integers(0, len(seats), number)] + rng.normal(0, 220.0, (number, 2))
    west, south, east, north = units.total_bounds
    xy = np.clip(xy, (west + 500, south + 500), (east - 500, north - 500))
    table = gpd.GeoDataFrame(
        {
            "residence": rng.choice(["at_home", "part_away", "away"], number),
            "segment": rng.choice(["farm", "trade", "wage_migrant"], number),
            "list": rng.choice(["eligible", "eligible", "watch", "excluded"], number),
        },
        geometry=shapely.points(xy),
        index=pd.Index([f"h{n:07d}" for n in range(number)], name="household_id"),
        crs=CRS,
    )
    return keep_contract(table, HOUSEHOLDS)


def _roads(seats: npt.NDArray[np.float64]) -> gpd.GeoDataFrame:
    corners = Delaunay(seats).simplices
    pairs = np.sort(np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    pairs = np.unique(pairs, axis=0)
    long = np.hypot(*(seats[pairs[:, 0]] - seats[pairs[:, 1]]).T)
    pairs, long = pairs[long < 3_000], long[long < 3_000]
    lines = shapely.linestrings(seats[pairs])
    kinds = np.where(long < 700, "residential", np.where(long < 1_500, "tertiary", "secondary"))
    return gpd.GeoDataFrame({"highway": kinds, "maxspeed_kmh": np.nan}, geometry=lines, crs=CRS)


def solve() -> None:
    """Plan a county over and over, as a long solve does beside the pages: behind them."""
    os.nice(NICE)
    inputs = in_metres(county(30_000))
    while True:
        _planned(inputs, PlanParams(effort=20.0))
