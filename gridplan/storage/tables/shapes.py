"""Rows with shapes: GeoPackage, GeoJSON, Shapefile, KML, GeoParquet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.forbidden import refuse_forbidden
from gridplan.storage.gate.saying import RefusedError, refuses, say
from gridplan.storage.tables.dbf import dbf_encoding, dbf_faults
from gridplan.storage.tables.geojson import geojson_faults
from gridplan.storage.tables.packing import indexed, unpacked
from gridplan.storage.tables.sheet import Sheet, plain_name

SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".zip", ".kml", ".kmz", ".ovkml")
_KML = (".kml", ".kmz", ".ovkml")
#: Columns that GDAL adds to every placemark.
_KML_OWN = "id timestamp begin end altitudeMode tessellate extrude visibility drawOrder icon description".split()
#: Chinese datums before CGCS2000, which lie up to a hundred metres off.
_OLD_DATUMS = ("Beijing 1954", "Xian 1980", "New Beijing")
#: No longitude or latitude, not even one that went round the earth, is larger.
_NO_DEGREE = 1_000.0


def read_shapes(path: Path, layer: str | None = None, *, wanted: Sequence[str] = ()) -> Sheet:
    """
    Read one layer.

    Parameters
    ----------
    path
        The file.
    layer
        Layer to take; by default the only one, or one named as wanted.
    wanted
        Names that the layer may have.

    Returns
    -------
    sheet
        Cells with their types, shapes in degrees, and the datum that the coordinate system names.

    Raises
    ------
    RefusedError
        If the file is damaged, has no such layer, or no coordinate system.
    """
    with unpacked(path) as inner:
        sheet = _read_sheet(inner, layer, wanted)
    findings = tuple(replace(finding, file=path.name) for finding in sheet.findings)
    return replace(sheet, file=path.name, findings=findings)


def _read_sheet(path: Path, layer: str | None, wanted: Sequence[str]) -> Sheet:
    findings = list(_structure(path))
    if refuses(findings):
        raise RefusedError(*findings)
    try:
        with indexed(path) as usable:
            table, name = _read(usable, layer, (*wanted, path.stem), findings)
    except (DataSourceError, DataLayerError, UnicodeDecodeError, pa.ArrowException, ValueError, OSError) as error:
        raise RefusedError(*findings, _why(path, error)) from error
    if not isinstance(table, gpd.GeoDataFrame):
        raise RefusedError(say("GEOM_TYPE", path.name, layer=name, wanted_zh="图形", wanted_en="shapes", reason="0"))
    shapes, datum = _in_degrees(table, path, name, findings)
    cells = pd.DataFrame(table.drop(columns=table.geometry.name))
    header = [str(column) for column in cells.columns]
    rows = np.arange(len(cells), dtype=np.int64)
    return Sheet(path.name, header, cells.set_axis(range(len(header)), axis=1), rows, name, shapes, datum, (*findings,))


def _structure(path: Path) -> Iterator[InputFinding]:
    """Say what GDAL would pass over in silence."""
    suffix = path.suffix.casefold()
    if suffix == ".shp":
        yield from dbf_faults(path)
    elif suffix in {".geojson", ".json"}:
        yield from geojson_faults(path)
    elif suffix in {".kml", ".ovkml"} and b"<NetworkLink" in path.read_bytes():
        yield say("KML_NETLINK", path.name)


def _read(
    path: Path, layer: str | None, wanted: Sequence[str], findings: list[InputFinding]
) -> tuple[pd.DataFrame, str | None]:
    if path.suffix.casefold() == ".parquet":
        return gpd.read_parquet(path), None
    names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    for name in names if path.suffix.casefold() == ".gpkg" and len(names) > 1 else ():
        # a layer that isn't taken may not bring secrets either
        refuse_forbidden(pyogrio.read_info(path, layer=name)["fields"], path.name, name)
    if path.suffix.casefold() in _KML and layer is None:
        # folders of KML are layers of OGR; a table is all of them
        tables = [pyogrio.read_dataframe(path, layer=name).drop(columns=_KML_OWN, errors="ignore") for name in names]
        return pd.concat(tables, ignore_index=True), None
    name = _chosen(names, layer, wanted, path.name)
    encoding = dbf_encoding(path, findings) if path.suffix.casefold() == ".shp" else None
    return pyogrio.read_dataframe(path, layer=name, encoding=encoding, on_invalid="ignore"), name


def _chosen(names: list[str], layer: str | None, wanted: Sequence[str], file: str) -> str:
    if layer is None and len(names) == 1:
        return names[0]
    fit = [name for name in names if (name == layer if layer else plain_name(name) in map(plain_name, wanted))]
    if len(fit) != 1:
        raise RefusedError(say("LAYER_CHOICE", file, names=", ".join(names)))
    return fit[0]


def _in_degrees(
    table: gpd.GeoDataFrame, path: Path, layer: str | None, findings: list[InputFinding]
) -> tuple[gpd.GeoSeries, str]:
    """Bring the shapes to degrees; say what the coordinate system means."""
    flat = gpd.GeoSeries(shapely.force_2d(table.geometry.to_numpy()), crs=table.crs)
    crs = pyproj.CRS(table.crs) if table.crs is not None else None
    if crs is None or "Undefined" in crs.name:
        raise RefusedError(*findings, say("CRS_MISSING", path.name, layer=layer))
    bounds = flat.total_bounds
    if crs.is_geographic and np.abs(bounds).max() > _NO_DEGREE:
        raise RefusedError(*findings, say("CRS_CONTRADICTS", path.name, layer=layer, value=crs.name))
    if any(old in crs.name or old in str(crs.geodetic_crs) for old in _OLD_DATUMS):
        findings.append(say("CRS_DATUM", path.name, layer=layer, crs=crs.name))
    if path.suffix.casefold() in {".geojson", ".json"} and crs.to_epsg() not in {4326, 4490, None}:
        findings.append(say("CRS_LEGACY", path.name, layer=layer, crs=crs.name))
    geodetic = crs.geodetic_crs
    stated = "cgcs2000" if geodetic is not None and "China 2000" in str(geodetic.datum) else ""
    return flat.to_crs(4326), stated


def _why(path: Path, error: Exception) -> InputFinding:
    text = str(error)
    if "not recognized as being in a supported file format" in text:
        return say("FMT_MISMATCH", path.name, suffix=path.suffix, found="?")
    if ".shx" in text.casefold():
        return say("SHP_PART", path.name, parts=".shx, .dbf, .prj")
    return say("FILE_DAMAGED", path.name, reason=text.splitlines()[0] if text else type(error).__name__)
