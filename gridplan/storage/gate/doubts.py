"""Doubt a stated datum where coordinates fit the land better in another one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gridplan.geo.datum import suspect_datum, to_datum
from gridplan.model.findings import InputFinding
from gridplan.model.words import Datum
from gridplan.storage.gate.county import CountyFiles
from gridplan.storage.gate.draft import Draft

Floats = NDArray[np.float64]

#: Rows that tell the datum of a table as well as all of them.
_SAMPLE = 2_000
#: Roads are looked at every 20 m or so, and at so many places at most.
_STEP_DEG, _CONTROL = 0.0002, 300_000


def doubt_datums(files: CountyFiles) -> None:
    """
    Hold every table of points against the roads, then against the households.

    Parameters
    ----------
    files
        A county, its tables in WGS84 as far as their datum was stated rightly.
    """
    households = files.tables.get("households")
    roads = [] if files.roads is None else [_along(files.roads)]
    homes = [] if households is None or households.places is None else [_points(households.places)]
    for name, draft in files.tables.items():
        if not draft.refused:
            controls = roads if name == "households" else [*roads, *homes]
            draft.add(islice((finding for control in controls for finding in _doubt(draft, control)), 1))


def _doubt(draft: Draft, control: Floats) -> Iterator[InputFinding]:
    if draft.places is None or len(set(draft.datums)) != 1:
        return
    stated = str(draft.datums[0]) or str(Datum.WGS84)
    # as the file has them again; in the order of place, so that the order of rows changes nothing
    raw = to_datum(_sample(_points(draft.places)), Datum.WGS84, stated)
    found = suspect_datum(raw, stated, control)
    if found:
        yield draft.origin.say(
            f"COORD_{found.likely.upper()}_SUSPECT",
            "lon" if draft.has("lon") else None,
            stated=Datum(stated).en,
            likely=Datum(found.likely).en,
            stated_m=round(found.stated_m),
            likely_m=round(found.likely_m),
            shift_m=round(found.shift_m),
        )


def _points(places: gpd.GeoSeries) -> Floats:
    array = places.to_numpy()
    return np.asarray(shapely.get_coordinates(array[shapely.get_type_id(array) == 0]))


def _sample(xy: Floats) -> Floats:
    ordered = xy[np.lexsort(xy.T)]
    return np.asarray(ordered[:: max(1, len(xy) // _SAMPLE)])


def _along(roads: gpd.GeoDataFrame) -> Floats:
    xy = shapely.get_coordinates(shapely.segmentize(roads.geometry.to_numpy(), _STEP_DEG))
    return np.asarray(xy[:: max(1, len(xy) // _CONTROL)])
