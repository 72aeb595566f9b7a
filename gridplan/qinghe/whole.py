"""The demo county from the first hill to the last household."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gridplan.model.inputs import Inputs
from gridplan.model.tables import HOUSEHOLDS, UNITS, keep_contract
from gridplan.qinghe import bank, merchants, residents
from gridplan.qinghe.ground import Ground, make_ground
from gridplan.qinghe.homes import place_homes
from gridplan.qinghe.layers import county_layers
from gridplan.qinghe.network import make_network
from gridplan.qinghe.parameters import Numbers, demo_numbers
from gridplan.qinghe.registers import registers
from gridplan.qinghe.settlements import Settlements, make_settlements
from gridplan.qinghe.units import draw_units

#: Printed on every map and in every file of the demo county.
CREDIT = "虚构数据 Synthetic data"
#: Degrees are written with so many decimals, which is a centimetre.
DECIMALS = 7


def county(seed: int | None = None, numbers: Numbers | None = None) -> Inputs:
    """
    Make the fictional county 青禾县 Qinghe.

    Parameters
    ----------
    seed
        Seed of the random generator; by default the one among the numbers.
    numbers
        Numbers of another county; by default those of `demo_params.yaml`.

    Returns
    -------
    inputs
        Tables and layers in EPSG:4326, marked synthetic; the same seed makes the same county.
    """
    numbers = numbers or demo_numbers()
    crs = numbers["county"]["crs"]
    seed = int(numbers["county"]["seed"] if seed is None else seed)
    rng = np.random.default_rng(seed)
    ground = make_ground(numbers, rng)
    people = make_settlements(ground, numbers, rng)
    units = draw_units(ground, people, rng, crs)
    roads, hamlets = make_network(ground, people, units, numbers, rng)
    xy, unit = place_homes(ground, people, units, roads, hamlets, numbers, rng)
    households = _households(xy, unit, units, numbers, rng)
    units = _counted(units, households, numbers, rng)
    areas = merchants.special_areas(ground.plans, ground.waters.wet, numbers, crs)
    shops = merchants.merchants(areas, units, xy, numbers, rng)
    units["merchants_n"] = shops["unit_id"].value_counts().reindex(units.index, fill_value=0)
    branches = bank.branches(_branch_places(ground, people, numbers), units, ground.terrain, roads, numbers, rng)
    tier = units["tier"].to_numpy(dtype=str)[unit]
    officers = bank.officers(branches, numbers)
    stages = residents.funnel(households, tier, numbers, rng)
    inputs = Inputs(
        county=numbers["county"]["name"],
        branches=branches,
        units=gpd.GeoDataFrame(keep_contract(units, UNITS)),
        households=households,
        officers=officers,
        merchants=shops,
        funnel=stages,
        products=residents.holdings(stages, households["segment"], numbers, rng),
        registers=registers(branches, units, officers, numbers, seed),
        layers=county_layers(ground, units, roads, areas),
        synthetic=True,
        credit=CREDIT,
        notes=("Every place, household and figure of this county is invented.",),
    )
    return inputs.map_spatial(_voyage(numbers))


def _households(
    xy: NDArray[np.float64],
    unit: NDArray[np.int64],
    units: gpd.GeoDataFrame,
    numbers: Numbers,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    urban = (units["type"] == "community").to_numpy()
    table = residents.marks(unit, urban, numbers, rng).assign(unit_id=units.index.to_numpy()[unit])
    ids = pd.Index([f"H{n:06d}" for n in range(1, len(xy) + 1)], name="household_id")
    points = gpd.points_from_xy(*xy.T)
    return gpd.GeoDataFrame(
        keep_contract(gpd.GeoDataFrame(table.set_index(ids), geometry=points, crs=units.crs), HOUSEHOLDS)
    )


def _counted(
    units: gpd.GeoDataFrame, households: gpd.GeoDataFrame, numbers: Numbers, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Count the households of every unit; the population is that of the resident ones."""
    by_unit = households.groupby("unit_id")
    resident = households["residence"].isin(["at_home", "part_away"]).groupby(households["unit_id"]).sum()
    registered = by_unit.size().reindex(units.index)
    persons = numbers["households"]["persons"]["resident_mean"]
    at_home = resident.reindex(units.index) / registered
    return units.assign(
        registered_hh=registered,
        resident_hh=resident.reindex(units.index),
        population=(resident.reindex(units.index) * persons).round().astype(int),
        tier=residents.tiers(len(units), at_home.to_numpy(), numbers, rng),
    )


def _branch_places(ground: Ground, people: Settlements, numbers: Numbers) -> NDArray[np.float64]:
    plan = ground.plans[0]
    quarters = np.array([(-0.55, 0.1), (-0.05, 0.45), (0.1, -0.35), (0.6, 0.15)])
    built = ground.mesh.xy[ground.mesh.town == 0]
    urban = built[cKDTree(built).query(plan.placed(quarters * plan.half_m))[1]]
    seats = np.vstack([urban, [p.centre for p in ground.plans[1:]]])
    blocks = people.blocks
    town = blocks.town[np.unique(blocks.community, return_index=True)[1]]
    town_hh = np.bincount(town, blocks.households, minlength=len(ground.plans))[1:].astype(float)
    villages = ground.mesh.xy[people.villages]
    return bank.branch_places(seats, town_hh, villages, people.village_hh.astype(float), numbers)


def _voyage(numbers: Numbers) -> Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]:
    """Move tables from metres around their own centre to the open sea, in degrees to the centimetre."""
    to_degrees = pyproj.Transformer.from_crs(numbers["county"]["crs"], "EPSG:4326", always_xy=True)
    lon, lat = numbers["county"]["centre"]
    centre = to_degrees.transform(lon, lat, direction="INVERSE")

    def degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(np.stack(to_degrees.transform(*(xy + centre).T), axis=1), DECIMALS)

    def moved(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = shapely.transform(table.geometry.to_numpy(), degrees)
        return table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=4326))

    return moved
