"""A plan as a GeoPackage that opens styled in QGIS: every layer with its style, and the tables beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError
from pyogrio.errors import GeometryError as ShapeError
from shapely.geometry.base import BaseGeometry

from gridplan.errors import StorageError
from gridplan.model.plan import Layers, Plan
from gridplan.model.words import GridKind
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.about import about_rows
from gridplan.storage.exports.qml import qml
from gridplan.storage.exports.styles import grid_colours, style_of
from gridplan.storage.exports.taking import PLAIN, Taking
from gridplan.storage.exports.wording import name

_FAULTS = (DataLayerError, DataSourceError, FeatureError, FieldError, ShapeError)
_TABLES = ("assignments", "officers", "posts", "findings", "indicators", "adjacency")
#: Decimals of a degree; those that a certificate's hashes are taken on.
DECIMALS = 8
_SHAPES = ("points", "lines", "areas")
_MULTI = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a plan as .gpkg in EPSG:4326.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        Language of legends and field names, `zh` or `en`; columns and codes stay as they are.
    taking
        Who takes it away; GeoPackages are in WGS-84 always.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    colours = grid_colours(plan.units, plan.adjacency)
    styles = []
    with replacing(path) as beside:
        try:
            layers = list(spatial_layers(plan))
            for number, (layer, shape, table) in enumerate(layers):
                _write(table, beside, layer, promote_to_multi=shape != "points")
                styles.append(_style_row(layer, qml(style_of(layer, table, shape, lang, colours)), plan, lang))
                taking.tell((number + 1) / (len(layers) + 1))
            for title, plain in attribute_tables(plan, lang, taking):
                _write(plain, beside, title)
            options = {"FID": "id", "DATETIME_PRECISION": "MILLISECOND"}
            _write(pd.DataFrame(styles), beside, "layer_styles", layer_options=options)
        except _FAULTS as error:
            raise StorageError(f"can't write {path}: {error}") from error


def spatial_layers(plan: Plan) -> Iterator[tuple[str, str, gpd.GeoDataFrame]]:
    """
    Take the layers of a plan that hold anything, ids as columns.

    Parameters
    ----------
    plan
        The plan.

    Yields
    ------
    layer, shape, table
        Name, `points`, `lines` or `areas`, and rows in EPSG:4326; a layer of lines and areas becomes two.
    """
    special = plan.grids["kind"] == GridKind.SPECIAL
    layers: dict[str, gpd.GeoDataFrame | None] = {
        field.name: getattr(plan.layers, field.name) for field in fields(Layers)
    }
    layers |= {"units": plan.units, "service_areas": plan.service_areas, "differences": plan.differences}
    layers |= {"grids": plan.grids[~special], "special_grids": plan.grids[special], "blocks": plan.blocks}
    layers |= {"households": plan.households, "branches": plan.branches}
    for title, layer in layers.items():
        if layer is not None and len(layer):
            found = _by_shape(gpd.GeoDataFrame(_ids_as_columns(layer)).to_crs(4326))
            for shape, table in found.items():
                yield (title if len(found) == 1 else f"{title}_{shape}"), shape, table


def attribute_tables(plan: Plan, lang: str, taking: Taking = PLAIN) -> Iterator[tuple[str, pd.DataFrame]]:
    """
    Take the tables of a plan that have no shape.

    Parameters
    ----------
    plan
        The plan.
    lang
        Language of the table that says what the file is.
    taking
        Who takes it away.

    Yields
    ------
    title, table
        Name and rows, ids as columns.
    """
    yield "about", pd.DataFrame(about_rows(plan, lang, taking), columns=["item", "content"])
    for title in _TABLES:
        table = _ids_as_columns(getattr(plan, title))
        if len(table.columns):
            yield title, table
    # what was locked or lent, and until when; who signed for it and why stays in the house
    yield "declarations", plan.registers.declarations[["kind", "object_id", "last_day"]]


def _write(table: pd.DataFrame, path: Path, layer: str, **options: object) -> None:
    # an edition that QGIS reads since 3.4; the newest one makes older ones warn
    version = {} if path.exists() else {"dataset_options": {"VERSION": "1.2"}}
    pyogrio.write_dataframe(table, path, layer=layer, driver="GPKG", **version, **options)


def _ids_as_columns(table: pd.DataFrame) -> pd.DataFrame:
    return table if table.index.name is None else table.reset_index()


def _by_shape(table: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    dimension = shapely.get_dimensions(table.geometry.to_numpy())
    parts = {shape: table[dimension == n] for n, shape in enumerate(_SHAPES) if (dimension == n).any()}
    return {shape: part.set_geometry(_on_lattice(_plain_shapes(part)), crs=4326) for shape, part in parts.items()}


def _on_lattice(shapes: list[BaseGeometry]) -> NDArray[np.object_]:
    """Round to a millimetre, so that the hashes of a certificate outlast noise on the way."""
    placed: NDArray[np.object_] = shapely.transform(np.array(shapes, dtype=object), lambda at: at.round(DECIMALS) + 0.0)
    return placed


def _plain_shapes(table: gpd.GeoDataFrame) -> list[BaseGeometry]:
    """Of a mixed collection only the parts of its own dimension can be drawn in one layer."""
    return [_own_parts(shape) if shape.geom_type == "GeometryCollection" else shape for shape in table.geometry]


def _own_parts(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    dimension = shapely.get_dimensions(parts)
    highest = int(np.max(dimension))
    own: BaseGeometry = _MULTI[highest](parts[dimension == highest])
    return own


def _style_row(layer: str, text: str, plan: Plan, lang: str) -> dict[str, object]:
    return {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": layer,
        "f_geometry_column": "geom",
        "styleName": layer,
        "styleQML": text,
        "styleSLD": "",
        "useAsDefault": True,
        "description": f"{plan.meta.county} · {name(layer, lang)}",
        "owner": "",
        "ui": "",
        "update_time": pd.to_datetime(plan.meta.created_at, utc=True, errors="coerce"),
    }
