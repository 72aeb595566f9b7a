"""Special grids that a draft draws or erases, for a map whose shapes are those of the stored plan."""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd
import shapely
from pyproj import CRS, Transformer

from gridplan.maps.drawing import Json
from gridplan.maps.paint import short
from gridplan.model.words import GridKind
from gridplan.planning.zoning.drawing.ground import Ground


def drawn_special(grids: gpd.GeoDataFrame, ground: Ground) -> list[Json]:
    """
    Tell which special grids of a branch are others in a draft than in the stored plan.

    Parameters
    ----------
    grids
        Grids of the stored plan.
    ground
        The branch as the draft has it.

    Returns
    -------
    special
        `name`, `ring` (corners in degrees, latitude first), and `gone`, whether the draft erases it.
    """
    stored = grids[(grids["kind"] == GridKind.SPECIAL) & (grids["branch_id"] == ground.branch_id)]
    now = ground.special[ground.special["branch_id"] == ground.branch_id]
    fresh, gone = now[~now.index.isin(stored.index)], stored[~stored.index.isin(now.index)]
    return [_told(row, gone=False) for row in _rows(fresh)] + [_told(row, gone=True) for row in _rows(gone)]


def in_degrees(ring: list[tuple[float, float]], crs: CRS) -> list[list[float]]:
    """
    Bring the corners of a ring back into degrees.

    Parameters
    ----------
    ring
        Corners in metres.
    crs
        Their coordinate system.

    Returns
    -------
    corners
        In degrees, latitude first, to a centimetre.
    """
    placed = [_back(crs.to_wkt()).transform(x, y) for x, y in ring]
    return [[round(lat, 7), round(lon, 7)] for lon, lat in placed]


def _rows(grids: gpd.GeoDataFrame) -> list[tuple[str, str, shapely.Geometry, CRS]]:
    columns = (grids.index, grids["name"], grids.geometry)
    return [(str(grid), str(name), shape, grids.crs) for grid, name, shape in zip(*columns, strict=True)]


def _told(row: tuple[str, str, shapely.Geometry, CRS], *, gone: bool) -> Json:
    grid, name, shape, crs = row
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    ring = [(x, y) for x, y, *_ in largest.exterior.coords]
    return {"name": f"{short(grid)} {name}", "ring": in_degrees(ring, crs), "gone": gone}


@lru_cache(maxsize=4)
def _back(wkt: str) -> Transformer:
    return Transformer.from_crs(wkt, 4326, always_xy=True)
