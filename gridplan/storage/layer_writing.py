"""Write one layer as GeoPackage; the same layer makes the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pyogrio

#: Stands in the file instead of the time of writing, so that equal layers are equal files.
_NO_CLOCK = "2000-01-01T00:00:00.000Z"
_CLOCK = "OGR_CURRENT_DATE"


def write_layer(table: gpd.GeoDataFrame, path: Path, layer: str, *, about: str = "") -> None:
    """
    Write one layer.

    Parameters
    ----------
    table
        Any shapes; a named index becomes a column.
    path
        A new .gpkg.
    layer
        Name of the layer.
    about
        What a GIS shows as its description.
    """
    flat = table.reset_index() if table.index.name else table
    # layers are read whole; without an index of boxes the file is a third smaller
    options = {"SPATIAL_INDEX": "NO", **({"DESCRIPTION": about} if about else {})}
    with _without_clock():
        pyogrio.write_dataframe(
            flat,
            path,
            layer=layer,
            driver="GPKG",
            geometry_type="Unknown",
            promote_to_multi=False,
            layer_options=options,
        )


@contextmanager
def _without_clock() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option(_CLOCK)
    pyogrio.set_gdal_config_options({_CLOCK: _NO_CLOCK})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: before})
