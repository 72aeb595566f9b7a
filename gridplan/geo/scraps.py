"""Leave out scraps of road that lead nowhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gridplan.geo.noding import Segments

#: A piece that is joined to nothing and shorter than this, such as a lane of a car park, is no road to live on.
SCRAP_M = 100.0
#: But it is one where roads are few: when it makes up this share of the longest piece.
SCRAP_SHARE = 0.01


def without_scraps(segments: Segments) -> Segments:
    """
    Drop pieces of road that are joined to nothing and so short that one walks to the next road anyway.

    A branch beside the unjoined lane of a car park would otherwise be cut off from all households.

    Parameters
    ----------
    segments
        All segments.

    Returns
    -------
    segments
        Those of pieces of at least `SCRAP_M` or `SCRAP_SHARE` of the longest piece.
    """
    ends, vertices = segments.ends, len(segments.xy)
    if not len(ends):
        return segments
    joins = coo_array((np.ones(len(ends)), ends.T), shape=(vertices, vertices))
    piece = connected_components(joins, directed=False)[1][ends[:, 0]]
    metres = np.bincount(piece, np.hypot(*np.diff(segments.xy[ends], axis=1)[:, 0].T))
    kept = metres[piece] >= min(SCRAP_M, SCRAP_SHARE * metres.max())
    return replace(segments, ends=ends[kept], pace=segments.pace[kept])
