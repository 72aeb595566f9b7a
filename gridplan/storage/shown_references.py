"""Keep the layers that are only shown in memory until one of their files is changed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from gridplan.model.references import Reference
from gridplan.storage.labels import FILE, read_labels
from gridplan.storage.references import read_references
from gridplan.storage.sources import LAYERS


def shown_references(folder: Path, crs: str) -> tuple[Reference, ...]:
    """
    Take the layers of a workspace that are only shown.

    Parameters
    ----------
    folder
        The workspace.
    crs
        Metric CRS in which they are wanted.

    Returns
    -------
    references
        Those that can be shown; what is wrong with the others is told by `gridplan check`.
    """
    place = folder.resolve()
    return _kept(place, str(crs), _stamp(place))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Tell by names, sizes and times whether a file was changed."""
    places = sorted([*(folder / LAYERS).glob("*"), folder / FILE])
    seen = [(path.name, path.stat()) for path in places if path.is_file()]
    return tuple((name, told.st_size, told.st_mtime_ns) for name, told in seen)


@lru_cache(maxsize=4)
def _kept(folder: Path, crs: str, stamp: object) -> tuple[Reference, ...]:
    del stamp
    references, _ = read_references(folder / LAYERS, read_labels(folder)[0])
    return tuple(replace(one, shapes=one.shapes.to_crs(crs)) for one in references)
