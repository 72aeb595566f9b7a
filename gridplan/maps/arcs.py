"""Borders of units, each sent once: what fills a unit and what parts two of them is the same line."""

from __future__ import annotations

from itertools import pairwise

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from gridplan.maps.drawing import Json

#: Whole units a degree at the most: five digits, about 1 m.
GRAIN = 100_000
#: Metres a degree of latitude, roughly.
_DEGREE_M = 111_000

Whole = npt.NDArray[np.int64]
#: Positions of the two units, -1 for the outside, and the vertices in whole units, longitude first.
Arc = tuple[int, int, Whole]


def grain(detail_m: float) -> int:
    """
    Choose how fine vertices are stated: to a tenth of what was simplified away.

    Parameters
    ----------
    detail_m
        Width of the detail that was dropped, in metres.

    Returns
    -------
    grain
        Whole units a degree.
    """
    return min(GRAIN, round(10 * _DEGREE_M / detail_m))


def wire(found: list[Arc], fine: int = GRAIN) -> Json:
    """
    Lay arcs out for the browser.

    Parameters
    ----------
    found
        What `arcs` found.
    fine
        Whole units a degree, as `arcs` was given.

    Returns
    -------
    wire
        `one`, `other` and the number `n` of vertices, an arc each; `steps` from each vertex to the next, longitude and
        latitude by turns, on from the last vertex of the arc before: most arcs begin there.
    """
    vertices = np.vstack([np.zeros((1, 2), dtype=np.int64), *(places for _, _, places in found)])
    return {
        "grain": fine,
        "one": [one for one, _, _ in found],
        "other": [other for _, other, _ in found],
        "n": [len(places) for _, _, places in found],
        "steps": np.diff(vertices, axis=0).ravel().tolist(),
    }


def arcs(shapes: gpd.GeoSeries, fine: int = GRAIN) -> list[Arc]:
    """
    Part the borders of units into arcs, each with the units on its two sides.

    Parameters
    ----------
    shapes
        Polygons in WGS84; where they share a border, they share its vertices.
    fine
        Whole units a degree.

    Returns
    -------
    arcs
        Every edge of every polygon lies in one arc, also where polygons overlap by mistake.
    """
    edges, unit, ring = _edges(shapes, fine)
    other, drawn = _sides(edges, unit)
    edges, unit, ring, other = edges[drawn], unit[drawn], ring[drawn], other[drawn]
    goes_on = (ring[1:] == ring[:-1]) & (other[1:] == other[:-1]) & (edges[1:, :2] == edges[:-1, 2:]).all(axis=1)
    bounds = [0, *(np.flatnonzero(~goes_on) + 1).tolist(), len(edges)]
    return [
        (int(unit[a]), int(other[a]), np.vstack([edges[a, :2], edges[a:b, 2:]])) for a, b in pairwise(bounds) if a < b
    ]


def _edges(shapes: gpd.GeoSeries, fine: int) -> tuple[Whole, Whole, Whole]:
    """List all edges in whole units, as x, y, x, y along their ring, with the unit and the ring of each."""
    parts, of_unit = shapely.get_parts(shapes.to_numpy(), return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    places, ring = shapely.get_coordinates(rings, return_index=True)
    whole = np.rint(places * fine).astype(np.int64)
    edges = np.hstack([whole[:-1], whole[1:]])
    kept = (ring[:-1] == ring[1:]) & (edges[:, :2] != edges[:, 2:]).any(axis=1)
    ring = ring[:-1][kept]
    return edges[kept], of_unit[of_part[ring]], ring


def _sides(edges: Whole, unit: Whole) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """Find the unit beyond each edge, and which of two equal ones is drawn; what a unit has twice bounds nothing."""
    swapped = (edges[:, 0] > edges[:, 2]) | ((edges[:, 0] == edges[:, 2]) & (edges[:, 1] > edges[:, 3]))
    key = np.where(swapped[:, None], edges[:, [2, 3, 0, 1]], edges)
    order = np.lexsort((unit, *key.T))
    same = (key[order][1:] == key[order][:-1]).all(axis=1)
    place = np.arange(len(order)) - np.maximum.accumulate(np.where(np.append(True, ~same), np.arange(len(order)), 0))
    other, drawn = np.full(len(edges), -1, dtype=np.int64), np.ones(len(edges), dtype=bool)
    second = np.flatnonzero(place % 2 == 1)
    one, two = order[second - 1], order[second]
    other[one], other[two] = unit[two], unit[one]
    drawn[two] = False
    return other, drawn & (other != unit)
