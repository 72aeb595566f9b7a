"""Street plans: the lattice of blocks of the county seat and of every town seat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

Array = NDArray[np.float64]


@dataclass(frozen=True)
class StreetPlan:
    """
    A turned lattice of blocks around the seat of a town.

    Attributes
    ----------
    centre
        Middle, shape (2,), metres.
    angle
        Turn of the lattice in radians.
    half_m
        Half of its length and of its width.
    block_m
        Side of a block.
    shape
        The built-up area, a polygon within the lattice.
    """

    centre: Array
    angle: float
    half_m: tuple[float, float]
    block_m: float
    shape: Polygon

    def blocks(self) -> Array:
        """
        Give the middles of the blocks.

        Returns
        -------
        xy
            Shape (n, 2), metres.
        """
        a, b = (np.arange(-half, half, self.block_m) + self.block_m / 2 for half in self._halves())
        xy = self._turned(np.stack(np.meshgrid(a, b), axis=-1).reshape(-1, 2))
        return np.asarray(xy[shapely.contains_xy(self.shape, xy)])

    def lines(self) -> NDArray[np.object_]:
        """
        Give the streets, which run between the blocks.

        Returns
        -------
        lines
            Lines inside the built-up area; they meet where they cross.
        """
        a, b = (np.arange(-half, half + 1, self.block_m) for half in self._halves())
        ends = [[(x, b[0]), (x, b[-1])] for x in a] + [[(a[0], y), (a[-1], y)] for y in b]
        lattice = shapely.linestrings([self._turned(np.array(pair)) for pair in ends])
        inside = shapely.get_parts(shapely.intersection(lattice, self.shape.buffer(self.block_m * 0.3)))
        return np.asarray(inside[shapely.length(inside) > self.block_m * 0.6])

    def _halves(self) -> list[float]:
        return [round(half / self.block_m) * self.block_m for half in self.half_m]

    def _turned(self, local: Array) -> Array:
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return np.asarray(local @ np.array([[cos, sin], [-sin, cos]]) + self.centre)


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
        Side of a block.
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
    cos, sin = np.cos(angle), np.sin(angle)
    shape = Polygon(local @ np.array([[cos, sin], [-sin, cos]]) + centre)
    return StreetPlan(centre, angle, half_m, block_m, shape)
