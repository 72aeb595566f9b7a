"""A position that a phone gave, read in every datum that it may be in: Android in China may say GCJ-02."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import Point

from gridplan.geo.datum import to_datum
from gridplan.model.words import Datum

#: Datums that phones state positions in.
DATUMS = (Datum.WGS84, Datum.GCJ02)
#: Nearer than this nobody can tell one datum from the other.
_NEAR_M = 100.0


def read_fix(fix: dict[str, float], crs: str) -> dict[str, Point]:
    """
    Read a position in every datum that it may be stated in.

    Parameters
    ----------
    fix
        `lon` and `lat` in degrees.
    crs
        CRS of the plan.

    Returns
    -------
    points
        By datum.
    """
    read = [to_datum([[fix["lon"], fix["lat"]]], str(datum), str(Datum.WGS84))[0] for datum in DATUMS]
    placed = gpd.GeoSeries(map(Point, read), index=pd.Index(map(str, DATUMS)), crs="EPSG:4326").to_crs(crs)
    return dict(placed.items())


def doubtful(off: dict[str, float], datum: str) -> bool:
    """
    Tell whether a position is likely to be in the other datum.

    Parameters
    ----------
    off
        Metres to the nearest household of one's own, by datum.
    datum
        The datum that is chosen.

    Returns
    -------
    doubtful
        Whether the other reading is less than half as far off.
    """
    return off[datum] > _NEAR_M and min(off.values()) < off[datum] / 2
