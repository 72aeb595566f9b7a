"""The ground of the county, before anybody lives on it: land, seats, mesh and water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.qinghe.mesh import Mesh, lay_mesh
from gridplan.qinghe.parameters import Numbers
from gridplan.qinghe.streets import StreetPlan
from gridplan.qinghe.terrain import Terrain, shape_terrain
from gridplan.qinghe.towns import choose_seats, street_plans
from gridplan.qinghe.waters import Waters, lead_waters


@dataclass(frozen=True)
class Ground:
    """
    The ground of the county.

    Attributes
    ----------
    terrain
        Border, rivers, ridge, heights.
    plans
        Street plans of the seats, the county seat first.
    mesh
        Points, neighbours and walls.
    waters
        Rivers and streams.
    seats
        Point of the mesh at each seat.
    banks
        Point of the mesh in every part of every built-up area.
    """

    terrain: Terrain
    plans: list[StreetPlan]
    mesh: Mesh
    waters: Waters
    seats: NDArray[np.int64]
    banks: NDArray[np.int64]


def make_ground(numbers: Numbers, rng: np.random.Generator) -> Ground:
    """
    Make the ground.

    Parameters
    ----------
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    ground
        All of it in metres from the centre of the county.
    """
    terrain = shape_terrain(numbers, rng)
    middles = choose_seats(terrain, numbers, rng)
    plans = street_plans(middles, terrain, numbers, rng)
    mesh = lay_mesh(terrain, plans, numbers, rng)
    seats = np.array([_block_at(mesh, n, middle) for n, middle in enumerate(middles)])
    parts = [(n, part) for n, plan in enumerate(plans) for part in shapely.get_parts(plan.shape)]
    banks = np.array([_block_at(mesh, n, *part.point_on_surface().coords) for n, part in parts])
    return Ground(terrain, plans, mesh, lead_waters(terrain, mesh, numbers, rng), seats, banks)


def _block_at(mesh: Mesh, town: int, place: NDArray[np.float64]) -> int:
    """Find the block of a town that is nearest to a place."""
    own = np.flatnonzero(mesh.town == town)
    return int(own[np.argmin(np.hypot(*(mesh.xy[own] - place).T))])
