"""Where the rows of a table lie: from longitude and latitude, from shapes as text, or from the shapes of a layer."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from gridplan.storage.gate.draft import Draft


def places_of(draft: Draft, shapes: gpd.GeoSeries | None) -> gpd.GeoSeries:
    """
    Tell where the rows of a table lie, in the datum of the file.

    Parameters
    ----------
    draft
        The table, with `lon` and `lat` or `wkt` where the file has them.
    shapes
        Shapes of a layer, one a row.

    Returns
    -------
    places
        One shape a row, None where nothing is told; degrees without CRS, whose datum is decided later.
    """
    if shapes is not None:
        drawn = shapes.to_numpy().copy()
        drawn[shapely.is_empty(drawn)] = None
        return gpd.GeoSeries(drawn, index=draft.table.index)
    places = np.full(len(draft.table), None, dtype=object)
    if draft.has("lon") and draft.has("lat"):
        lon, lat = (draft.table[name].to_numpy(dtype=float, na_value=np.nan) for name in ("lon", "lat"))
        told = np.isfinite(lon) & np.isfinite(lat)
        places[told] = shapely.points(lon[told], lat[told])
    if draft.has("wkt"):
        texts = np.array(draft.table["wkt"].astype(object).where(draft.table["wkt"].notna(), None))
        drawn = shapely.from_wkt(texts, on_invalid="ignore")
        places = np.where(places == None, drawn, places)  # noqa: E711 # numpy compares each with None
        broken = np.array([text is not None for text in texts]) & shapely.is_missing(drawn)
        draft.add(draft.origin.each("GEOM_TYPE", "wkt", broken, wanted_zh="WKT", wanted_en="WKT", reason="WKT"))
    places[shapely.is_empty(places)] = None
    return gpd.GeoSeries(places, index=draft.table.index)
