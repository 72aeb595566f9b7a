"""The lie of the land: rivers first, then valleys around them, hills and one ridge between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree
from shapely import LineString, Polygon

from gridplan.qinghe.curves import outline, winding
from gridplan.qinghe.parameters import Numbers

Array = NDArray[np.float64]

#: Where things stand on a county of 49 km across, in metres from its centre.
MAIN_RIVER = [
    (-29_000, 12_500), (-21_000, 10_500), (-14_500, 5_500), (-7_500, 3_800), (-200, -300),
    (6_500, -1_600), (13_000, -6_000), (20_500, -7_000), (29_500, -11_500),
]  # fmt: skip
SIDE_RIVER = [(-15_500, -28_500), (-12_000, -21_000), (-9_000, -14_500), (-2_500, -8_500)]
#: The side river meets the main one at this share of its length.
MEETING = 0.545
RIDGE = [(-10_500, 13_800), (-4_500, 12_000), (2_500, 11_600), (9_500, 8_600), (17_000, 7_600)]
#: The railway keeps south of the main river.
RAILWAY = [
    (-30_000, 5_500), (-21_000, 4_300), (-13_000, -300), (-5_500, -3_600), (1_500, -4_300),
    (9_000, -7_300), (16_000, -10_300), (30_000, -15_500),
]  # fmt: skip
#: Valleys without a river of their own; streams will find them. The first two run along the feet of the ridge.
VALLEYS = [
    [(-9_000, 20_500), (-3_500, 15_000), (3_000, 14_600), (10_500, 11_700), (18_500, 10_600), (29_000, 9_500)],
    [(-9_000, 10_200), (-5_000, 8_900), (2_000, 8_500), (8_500, 5_600), (15_500, 4_500), (19_500, -1_000)],
    [(-27_000, -9_000), (-20_500, -5_500), (-15_000, -500), (-12_000, 4_800)],
    [(9_500, -25_500), (10_500, -17_500), (7_500, -10_500), (7_000, -2_000)],
    [(-13_500, 22_000), (-14_500, 15_500), (-16_500, 8_000)],
]
HALF_M = 31_000.0
CELL_M = 250.0
#: How broad the ridge is; people live at both of its feet.
RIDGE_M = 1_100.0


@dataclass(frozen=True)
class Terrain:
    """
    The lie of the land.

    Attributes
    ----------
    outline
        Rough border of the county.
    rivers
        Two rivers, the second flowing into the first; middle lines.
    ridge
        The ridge.
    railway
        The railway.
    passes
        Where the ridge can be crossed, shape (n, 2).
    raster
        Heights on a square lattice of `CELL_M` around the origin.
    """

    outline: Polygon
    rivers: tuple[LineString, LineString]
    ridge: LineString
    railway: LineString
    passes: Array
    raster: Array

    def height_m(self, xy: Array) -> Array:
        """
        Read the height of places.

        Parameters
        ----------
        xy
            Places, shape (n, 2), metres.

        Returns
        -------
        height_m
            Metres above the sea, shape (n,).
        """
        at = (xy[:, ::-1] + HALF_M) / CELL_M
        return np.asarray(map_coordinates(self.raster, at.T, order=1, mode="nearest"))


def shape_terrain(numbers: Numbers, rng: np.random.Generator) -> Terrain:
    """
    Shape the land.

    Parameters
    ----------
    numbers
        Numbers of the demo county.
    rng
        Random generator.

    Returns
    -------
    terrain
        Border, rivers, ridge, railway and heights.
    """
    main = winding(_shaken(MAIN_RIVER, rng), rng, meander_m=430, wave_m=3_600)
    mouth = main.interpolate(MEETING, normalized=True)
    side = winding(np.vstack([_shaken(SIDE_RIVER, rng), mouth.coords]), rng, meander_m=300, wave_m=2_700)
    ridge = winding(_shaken(RIDGE, rng), rng, meander_m=350, wave_m=5_000)
    railway = winding(np.array(RAILWAY, dtype=float), rng, meander_m=160, wave_m=9_000)
    passes = shapely.get_coordinates(ridge.interpolate(numbers["terrain"]["passes"], normalized=True))
    valleys = [winding(_shaken(v, rng), rng, meander_m=300, wave_m=3_000) for v in VALLEYS]
    raster = _heights(numbers["terrain"], [main, side], valleys, ridge, passes, rng)
    return Terrain(outline(numbers["county"]["area_km2"], rng), (main, side), ridge, railway, passes, raster)


def away_m(xy: Array, lines: list[LineString]) -> Array:
    """
    Measure the distance to the nearest of some lines, to a few metres.

    Parameters
    ----------
    xy
        Places, shape (n, 2).
    lines
        Lines; they are read as points 40 m apart.

    Returns
    -------
    away_m
        Metres, shape (n,).
    """
    dense = shapely.get_coordinates(shapely.segmentize(lines, 40.0))
    return np.asarray(cKDTree(dense).query(xy)[0])


def _shaken(points: list[tuple[int, int]], rng: np.random.Generator) -> Array:
    shaken = np.array(points, dtype=float)
    shaken[1:-1] += rng.normal(0, 450, shaken[1:-1].shape)
    return shaken


def _hills(width_m: float, size: int, rng: np.random.Generator) -> Array:
    """Smooth noise from 0 to 1."""
    noise = gaussian_filter(rng.normal(size=(size, size)), width_m / CELL_M, mode="wrap")
    ranks = (noise - noise.mean()) / noise.std()
    return np.asarray(1 / (1 + np.exp(-1.6 * ranks)))


def _heights(
    numbers: Numbers,
    rivers: list[LineString],
    valleys: list[LineString],
    ridge: LineString,
    passes: Array,
    rng: np.random.Generator,
) -> Array:
    size = int(2 * HALF_M / CELL_M) + 1
    axis = np.arange(size) * CELL_M - HALF_M
    xy = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    away = np.minimum(away_m(xy, rivers), away_m(xy, valleys) * 1.25 + 350)
    broad, fine = (_hills(width, size, rng).ravel() for width in numbers["noise_m"])
    slope = 1 - np.exp(-((np.maximum(away - 300, 0) / 4_200) ** 1.25))
    plain = 1 / (1 + np.exp((xy[:, 0] - xy[:, 1] - 17_000) / 5_000))  # the south-east lies low
    height = 18 + numbers["rise_m"] * slope * (0.15 + 0.85 * plain) * (0.2 + 0.55 * broad + 0.55 * fine)
    opened = 1 - 0.75 * np.exp(-((cKDTree(passes).query(xy)[0] / 900) ** 2))
    height += numbers["ridge_m"] * opened * np.exp(-((away_m(xy, [ridge]) / RIDGE_M) ** 2))
    return np.asarray(height.reshape(size, size))
