"""Read one layer of a GIS file: GeoPackage, GeoJSON, Shapefile (also zipped), KML, GeoParquet."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from gridplan.errors import GeometryError, InputError

#: Suffixes of files with shapes.
SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".zip", ".kml", ".parquet")
_DEGREES = (-180.0, -90.0, 180.0, 90.0)


def read_layer(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    """
    Read one layer and bring it to WGS84 degrees; the datum stays as stated elsewhere.

    Parameters
    ----------
    path
        The file.
    layer
        Layer to take; by default the only one, or the one named as the file.

    Returns
    -------
    table
        Its features in EPSG:4326, without third dimension, ids untouched.

    Raises
    ------
    InputError
        If the file is missing, damaged or has no such layer.
    GeometryError
        If it states no CRS and its coordinates aren't degrees.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    try:
        table = gpd.read_parquet(path) if path.suffix == ".parquet" else _ogr(path, layer)
    except (DataSourceError, DataLayerError, pa.ArrowInvalid, ValueError, OSError, shapely.GEOSException) as error:
        raise InputError(f"{path.name} can't be read ({error}); export it again from your GIS") from error
    return in_degrees(table, path.name)


def layer_names(path: Path) -> list[str]:
    """
    Name the layers of a GIS file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    names
        Layers that hold features.

    Raises
    ------
    InputError
        If the file can't be read.
    """
    try:
        return [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except (DataSourceError, OSError) as error:
        raise InputError(f"{path.name} can't be read ({error}); export it again from your GIS") from error


def in_degrees(table: gpd.GeoDataFrame, source: str) -> gpd.GeoDataFrame:
    """
    Bring a layer to EPSG:4326.

    Parameters
    ----------
    table
        Any layer.
    source
        Name of the file, for messages.

    Returns
    -------
    table
        The layer in longitude and latitude.

    Raises
    ------
    GeometryError
        If it states no CRS and its coordinates aren't degrees.
    """
    flat = table.set_geometry(shapely.force_2d(table.geometry.to_numpy()), crs=table.crs)
    if flat.crs is not None:
        return flat.to_crs(4326)
    low, high = flat.total_bounds[:2], flat.total_bounds[2:]
    if (low < _DEGREES[:2]).any() or (high > _DEGREES[2:]).any():
        raise GeometryError(
            f"{source} states no coordinate system and its coordinates are metres; set the layer's CRS and save again"
        )
    return flat.set_crs(4326)


def _ogr(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    names = layer_names(path)
    wanted = layer or (names[0] if len(names) == 1 else path.stem)
    if wanted not in names:
        raise InputError(f"{path.name} has the layers {', '.join(names)}; name the one to take in layers.toml")
    table = pyogrio.read_dataframe(path, layer=wanted)
    if not isinstance(table, gpd.GeoDataFrame):
        raise InputError(f"{path.name}: layer {wanted} has no shapes")
    return table
