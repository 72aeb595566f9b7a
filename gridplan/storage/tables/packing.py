"""Layers that come packed, or without one of their parts."""

from __future__ import annotations

import glob
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyogrio

from gridplan.storage.gate.saying import RefusedError, say

_LAYERS = (".shp", ".gpkg", ".geojson", ".json", ".kml")
_SHX = "SHAPE_RESTORE_SHX"


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """
    Hand out the layer of an archive.

    Parameters
    ----------
    path
        A .zip whose members were looked at, or any other file.

    Yields
    ------
    layer
        The layer in a folder of its own; the file itself if it is no archive.

    Raises
    ------
    RefusedError
        If the archive holds no layer, or is damaged.
    """
    if path.suffix.casefold() != ".zip":
        yield path
        return
    with TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(folder)
        except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, OSError) as error:
            raise RefusedError(say("FILE_DAMAGED", path.name, reason=error)) from error
        layers = sorted(file for file in Path(folder).rglob("*") if file.suffix.casefold() in _LAYERS)
        if not layers:
            raise RefusedError(say("FMT_MISMATCH", path.name, suffix="/".join(_LAYERS), found="ZIP"))
        yield layers[0]


@contextmanager
def indexed(path: Path) -> Iterator[Path]:
    """
    Hand out a copy of a Shapefile that lacks its index, for which GDAL makes one.

    Parameters
    ----------
    path
        A .shp, or any other file.

    Yields
    ------
    path
        The copy; the file itself if it lacks nothing.
    """
    if path.suffix.casefold() != ".shp" or any(path.with_suffix(s).is_file() for s in (".shx", ".SHX")):
        yield path
        return
    before = pyogrio.get_gdal_config_option(_SHX)
    with TemporaryDirectory() as folder:
        for part in path.parent.glob(f"{glob.escape(path.stem)}.*"):
            shutil.copy(part, folder)
        pyogrio.set_gdal_config_options({_SHX: True})
        try:
            yield Path(folder) / path.name
        finally:
            pyogrio.set_gdal_config_options({_SHX: before})
