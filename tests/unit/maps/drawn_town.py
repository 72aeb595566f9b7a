"""The tiny town as a plan made by hand, so that a map can be tested without the planning core."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.maps.measures import MEASURES
from gridplan.model.findings import RULE_COLUMNS
from gridplan.model.plan import Plan, PlanMeta, PlanParams
from gridplan.model.references import Reference
from gridplan.model.registers import Registers
from tests.town import CRS, tiny_town

GRID = {
    "u11": "B1-G01",
    "u12": "B1-G01",
    "u21": "B1-G01",
    "u22": "B1-G02",
    "u31": "B1-G02",
    "u32": "B1-G02",
    "u13": "B2-G01",
    "u14": "B2-G01",
    "u23": "B2-G01",
    "u24": "B2-G01",
    "u33": "B3-G01",
    "u34": "B3-G01",
}


def drawn_town() -> Plan:
    inputs = tiny_town().map_spatial(lambda table: table.to_crs(CRS))
    units = _units(inputs.units)
    grids = _grids(units)
    households = inputs.households.join(inputs.funnel).join(inputs.products)
    households["grid_id"] = households["unit_id"].map(units["grid_id"])
    households["branch_id"] = households["unit_id"].map(units["branch_id"])
    households["care"] = np.resize(["priority", "periodic", "develop", "watch"], len(households))
    households["road_m"] = np.linspace(100, 4_000, len(households))
    households["road_min"] = households["road_m"] / 400
    branches = inputs.branches.assign(grids_n=[2, 1, 1], units_n=[6, 4, 2], households=[48, 32, 16], officers_n=3)
    circles = inputs.branches.geometry.buffer(inputs.branches["coverage_radius_m"])
    areas = gpd.GeoDataFrame(
        {
            "branch_id": [*circles.index, *circles.index],
            "model": ["radius"] * 3 + ["road_time"] * 3,
            "area_km2": 1.0,
        },
        geometry=[*circles, *circles.buffer(-300)],
        crs=CRS,
    )
    differences = gpd.GeoDataFrame(
        {"branch_id": "B1", "kind": ["overlap", "gap", "circle_only", "road_only"]},
        geometry=[*units.geometry.iloc[:4].buffer(-200)],
        crs=CRS,
    )
    assignments = pd.DataFrame(
        {"grid_id": grids.index[:4], "officer_id": ["B1-1", "B1-2", "B2-1", "B3-1"], "role": "primary"}
    )
    stations = pd.DataFrame({"officer_id": ["B1-1"], "unit_id": ["u12"], "weekday": [2], "hours": [2.0]})
    return Plan(
        PlanMeta("p1", "2026-01-01T00:00:00Z", "小镇", CRS, synthetic=True, credit="Synthetic data"),
        PlanParams(),
        branches,
        areas,
        differences,
        units,
        _adjacency(units),
        grids,
        households,
        assignments,
        inputs.officers,
        pd.DataFrame(),
        pd.DataFrame(columns=RULE_COLUMNS),
        _indicators(units, grids),
        inputs.layers,
        registers=Registers(stations=stations),
        references=(_schools(units),),
    )


def _schools(units):
    places = units.geometry.iloc[:2].representative_point()
    shapes = gpd.GeoDataFrame({"label": ["一小", "二小"]}, geometry=places.to_numpy(), crs=units.crs)
    return Reference("schools", "学校", "Schools", "#0072b2", shapes)


def _units(units):
    units = units.assign(grid_id=pd.Series(GRID), households=8.0, workload_h=40.0)
    return units.assign(branch_id=units["grid_id"].str[:2])


def _grids(units):
    grids = units.dissolve("grid_id", aggfunc={"branch_id": "first", "households": "sum", "workload_h": "sum"})
    grids = grids.assign(
        name=grids.index,
        kind="base",
        type="village",
        deviation=[0.1, -0.1, 0.0, 0.0],
        units_n=2,
        primary_officer_id=["B1-1", "B1-2", "B2-1", "B3-1"],
        backup_officer_id="B1-3",
    )
    special = grids.iloc[[0]].assign(name="老街", kind="special", type="street_shops")
    special.index = pd.Index(["B1-S01"])
    special.geometry = special.geometry.buffer(-450)
    return pd.concat([grids, special]).rename_axis("grid_id")


def _adjacency(units):
    pairs = [(a, b) for a in units.index for b in units.index if a < b and abs(int(a[1:]) - int(b[1:])) in {1, 10}]
    return pd.DataFrame(pairs, columns=["unit_a", "unit_b"]).assign(border_m=1_000.0, cut=False, barrier="")


def _indicators(units, grids):
    names = {
        "grid": list(grids.index[:4]),
        "unit": list(units.index),
        "town": ["小镇"],
        "branch": ["B1", "B2", "B3"],
        "county": ["小镇"],
    }
    rows = [
        (level, name, code, (n + 1) / (len(ids) + 1), n + 1.0, len(ids) + 1.0, "registered")
        for level, ids in names.items()
        for n, name in enumerate(ids)
        for code in MEASURES
    ]
    return pd.DataFrame(rows, columns=["level", "id", "indicator", "value", "numerator", "denominator", "base"])


def with_many_households(plan: Plan, n: int) -> Plan:
    rng = np.random.default_rng(3)
    table = plan.households.iloc[rng.integers(0, len(plan.households), n)].reset_index(drop=True)
    west, south, east, north = plan.units.total_bounds
    table.geometry = gpd.points_from_xy(rng.uniform(west, east, n), rng.uniform(south, north, n), crs=plan.meta.crs)
    return replace(plan, households=table.rename(index=lambda row: f"h{row}").rename_axis("household_id"))
