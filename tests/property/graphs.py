"""Villages drawn by chance with a river between some, and cuts of them that are sound, however uneven."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gridplan.planning.zoning.adjacency import adjacency
from tests.property.checking import Request, parts_of
from tests.unit.planning.zoning.coverages import CRS, SIDE_M, voronoi


class District(NamedTuple):
    """Units, their households, their neighbours, and the pairs of neighbours that no river parts."""

    units: gpd.GeoDataFrame
    households: pd.Series
    neighbours: pd.DataFrame
    ways: list[tuple[str, str]]

    @property
    def parts(self) -> list[set[str]]:
        return parts_of(self.units.index, self.ways)

    def request(self, grids: int, **words) -> Request:
        return Request(list(self.units.index), self.ways, grids, **words)


def draw(seed: int, most: int = 40, *, rivers: int = 1) -> District:
    """Draw villages and rivers right across, which no bridge crosses."""
    rng = np.random.default_rng(seed)
    units = voronoi(int(rng.integers(8, most + 1)), seed)
    units = units.rename(index=dict(zip(units.index, rng.permutation(units.index), strict=True)))
    places = rng.uniform(0.2, 0.8, (rivers, 2)) * SIDE_M
    lines = [shapely.LineString([(west, -1.0), (east, SIDE_M + 1.0)]) for west, east in places]
    words = {"kind": ["river"] * rivers, "name": [f"r{k}" for k in range(rivers)]}
    neighbours = adjacency(units, gpd.GeoDataFrame(words, geometry=lines, crs=CRS) if rivers else None)
    open_pairs = neighbours[~neighbours["cut"].astype(bool)]
    ways = list(zip(open_pairs["unit_a"], open_pairs["unit_b"], strict=True))
    return District(units, units["households"], neighbours, ways)


def any_cut(district: District, grids: int, seed: int) -> dict[str, str]:
    """Let grids grow from chance units of every part until each unit is taken."""
    rng = np.random.default_rng(seed)
    seeds = [rng.choice(sorted(part)) for part in district.parts]
    others = sorted(set(district.units.index) - set(seeds))
    seeds += list(rng.choice(others, grids - len(seeds), replace=False))
    grid = {unit: f"g{k}" for k, unit in enumerate(seeds)}
    while len(grid) < len(district.units):
        rim = [(a, b) for pair in district.ways for a, b in (pair, pair[::-1]) if a in grid and b not in grid]
        a, b = rim[rng.integers(len(rim))]
        grid[b] = grid[a]
    return grid


def every_cut(district: District, grids: int):
    """Hand out every cut into whole grids, each once; for a dozen units at most."""
    units = sorted(district.units.index)

    def choose(labels):
        if len(labels) == len(units):
            if max(labels) == grids - 1 and all(_whole(district, units, labels, k) for k in range(grids)):
                yield dict(zip(units, labels, strict=True))
            return
        for label in range(min(max(labels, default=-1) + 2, grids)):
            yield from choose([*labels, label])

    yield from choose([])


def _whole(district, units, labels, grid):
    return len(parts_of([unit for unit, label in zip(units, labels, strict=True) if label == grid], district.ways)) == 1
