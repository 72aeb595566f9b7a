"""Street plans: the bent lattice of blocks of the county seat and of every town seat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

Array = NDArray[np.float64]

#: Streets swing by this share of a block, once in so many blocks.
SWING, WAVE_BLOCKS = 0.22, 9.0
#: A block is so many times as broad as the plan says.
BREADTH = (0.78, 1.25)


@dataclass(frozen=True)
class StreetPlan:
    """
    Streets of a town: lattice lines of uneven distance, turned to the valley and gently bent.

    Attributes
    ----------
    centre
        Middle, shape (2,), metres.
    angle
        Turn of the lattice in radians.
    half_m
        Half of its length and of its width.
    block_m
        Usual side of a block.
    columns, rows
        Where the streets run, metres from the middle along and across.
    phase
        Where on their swing the streets begin, shape (2,), radians.
    shape
        The built-up area within the lattice.
    """

    centre: Array
    angle: float
    half_m: tuple[float, float]
    block_m: float
    columns: Array
    rows: Array
    phase: Array
    shape: Polygon | MultiPolygon

    def blocks(self) -> Array:
        """
        Give the middles of the blocks.

        Returns
        -------
        xy
            Shape (n, 2), metres.
        """
        middles = [(lines[1:] + lines[:-1]) / 2 for lines in (self.columns, self.rows)]
        xy = self.placed(np.stack(np.meshgrid(*middles), axis=-1).reshape(-1, 2))
        return np.asarray(xy[shapely.contains_xy(self.shape, xy)])

    def lines(self) -> NDArray[np.object_]:
        """
        Give the streets, which run between the blocks.

        Returns
        -------
        lines
            Lines inside the built-up area; they share the vertices where they cross. Columns first.
        """
        corners = self.placed(np.stack(np.meshgrid(self.columns, self.rows), axis=-1).reshape(-1, 2))
        net = corners.reshape(len(self.rows), len(self.columns), 2)
        streets = [shapely.LineString(line) for line in (*net.transpose(1, 0, 2), *net)]
        inside = shapely.get_parts(shapely.intersection(streets, self.shape.buffer(0.2 * self.block_m)))
        return np.asarray(inside[shapely.length(inside) > 0.9 * self.block_m])

    def placed(self, local: Array) -> Array:
        """
        Place points of the plan on the map: bend, turn and move them.

        Parameters
        ----------
        local
            Metres along and across, shape (n, 2).

        Returns
        -------
        xy
            Metres, shape (n, 2).
        """
        swing = np.sin(2 * np.pi * local[:, ::-1] / (WAVE_BLOCKS * self.block_m) + self.phase)
        return _turned(local + SWING * self.block_m * swing, self.angle) + self.centre


def street_plan(
    centre: Array, angle: float, half_m: tuple[float, float], block_m: float, rng: np.random.Generator
) -> StreetPlan:
    """
    Draw a street plan with an uneven edge.

    Parameters
    ----------
    centre
        Middle, shape (2,), metres.
    angle
        Turn of the lattice in radians, such as the heading of the valley.
    half_m
        Half of its length and of its width.
    block_m
        Usual side of a block.
    rng
        Random generator.

    Returns
    -------
    plan
        The lattice and the built-up area on it.
    """
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    uneven = 1 + sum(rng.normal(0, 0.07) * np.cos(k * turn + rng.uniform(0, 6)) for k in (2, 3, 4, 5))
    local = np.c_[half_m[0] * uneven * np.cos(turn), half_m[1] * uneven * np.sin(turn)]
    shape = Polygon(_turned(local, angle) + centre)
    columns, rows = (_street_lines(half, block_m, rng) for half in half_m)
    return StreetPlan(centre, angle, half_m, block_m, columns, rows, rng.uniform(0, 6, 2), shape)


def _street_lines(half_m: float, block_m: float, rng: np.random.Generator) -> Array:
    """Uneven steps from one end to the other and a little beyond, since the edge is uneven too."""
    number = round(2.5 * half_m / block_m)
    breadth = block_m * rng.uniform(*BREADTH, number)
    lines = np.r_[0.0, np.cumsum(breadth)]
    return np.asarray(lines - lines[len(lines) // 2])


def _turned(local: Array, angle: float) -> Array:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(local @ np.array([[cos, sin], [-sin, cos]]))
