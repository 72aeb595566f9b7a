"""The datum of coordinates: stated by somebody, never guessed."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.geo.crs import CHINA
from gridplan.geo.datum import to_datum
from gridplan.model.words import Datum
from gridplan.storage.gate.draft import Draft

_SPELLED = {
    "wgs-84": Datum.WGS84, "epsg:4326": Datum.WGS84, "gps": Datum.WGS84, "国家2000": Datum.CGCS2000,
    "2000国家大地坐标系": Datum.CGCS2000, "epsg:4490": Datum.CGCS2000, "gcj-02": Datum.GCJ02, "火星坐标": Datum.GCJ02,
    "高德": Datum.GCJ02, "腾讯": Datum.GCJ02, "bd-09": Datum.BD09, "百度": Datum.BD09, "bd09ll": Datum.BD09,
}  # fmt: skip
_SAME = frozenset({"", str(Datum.WGS84), str(Datum.CGCS2000)})


def datum_code(said: str) -> str:
    """
    Understand the name of a datum.

    Parameters
    ----------
    said
        A code or another usual spelling.

    Returns
    -------
    code
        A code of `Datum`; empty if nobody knows the name.
    """
    text = said.strip().casefold()
    spelled = {name.casefold(): str(d) for d in Datum for name in (str(d), d.zh, d.en)}
    return spelled.get(text) or str(_SPELLED.get(text, ""))


def state_datum(draft: Draft, stated: str, implied: str) -> None:
    """
    Settle the datum of every row, and ask for it where nobody states one.

    Parameters
    ----------
    draft
        A table with places in degrees; its column `datum` goes before anything else.
    stated
        What the workspace, its list of layers or the person says.
    implied
        What the project implies.
    """
    if draft.places is None:
        return
    usual = stated or draft.datum or implied
    told = draft.table["datum"] if draft.has("datum") else None
    draft.datums = np.full(len(draft.table), usual, dtype=object) if told is None else np.array(told.fillna(usual))
    silent = (draft.datums == "") & draft.places.notna().to_numpy(dtype=bool)
    if silent.any():
        inside = _in_china(draft.places.to_numpy()[silent])
        draft.add([draft.origin.say("DATUM_MISSING" if inside else "DATUM_ASSUMED", "lon")])


def to_wgs84(places: gpd.GeoSeries, datums: NDArray[np.object_]) -> gpd.GeoSeries:
    """
    Bring shapes to WGS84.

    Parameters
    ----------
    places
        Shapes in degrees.
    datums
        Datum of each; an empty one is WGS84.

    Returns
    -------
    places
        The shapes in EPSG:4326.
    """
    shapes = places.to_numpy().copy()
    for datum in sorted(set(datums) - _SAME):
        rows = datums == datum
        shapes[rows] = shapely.transform(shapes[rows], partial(_shifted, datum))
    return gpd.GeoSeries(shapes, index=places.index, crs=4326)


def _shifted(datum: str, xy: NDArray[np.float64]) -> NDArray[np.float64]:
    return to_datum(xy, datum, Datum.WGS84)


def _in_china(shapes: NDArray[np.object_]) -> bool:
    west, south, east, north = CHINA
    low_lon, low_lat, high_lon, high_lat = shapely.total_bounds(shapes)
    return bool(high_lon >= west and low_lon <= east and high_lat >= south and low_lat <= north)
