"""Where two units share a border, even over the hairline gaps and overlaps of real data."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

#: Widest gap or overlap between two polygons that are still meant to touch, in metres.
HAIRLINE_M = 0.5


def shared_borders(shapes: NDArray[np.object_], min_border_m: float) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """
    Find the pairs of polygons that share a border, and the border.

    Where polygons fit edge to edge, the border is the outline that they have in common; where they don't, it is the
    outline of the first as far as it runs within `HAIRLINE_M` of the second.

    Parameters
    ----------
    shapes
        Valid polygons in a metric CRS.
    min_border_m
        Shorter borders are left out, in metres; so corners do not count.

    Returns
    -------
    pairs
        Positions of neighbours, shape (m, 2), first before second, sorted.
    borders
        Lines, shape (m,).
    """
    first, second = shapely.STRtree(shapes).query(shapes, "dwithin", HAIRLINE_M)
    once = first < second
    pairs = np.column_stack([first[once], second[once]]).astype(np.int64)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    borders = _borders(shapes, pairs)
    long = shapely.length(borders) >= min_border_m
    return pairs[long], borders[long]


def _borders(shapes: NDArray[np.object_], pairs: NDArray[np.int64]) -> NDArray[np.object_]:
    outlines = shapely.boundary(shapes)
    misfits = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes, gap_width=HAIRLINE_M))
    loose = misfits[pairs].any(axis=1)
    wanted, at = np.unique(pairs[loose, 1], return_inverse=True)
    others = outlines[pairs[:, 1]]
    others[loose] = shapely.buffer(shapes[wanted], HAIRLINE_M, quad_segs=1)[at]
    return np.asarray(shapely.intersection(outlines[pairs[:, 0]], others))
