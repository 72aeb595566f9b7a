"""Say plainly why an OSM file can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridplan.errors import InputError

#: Suffixes that OSM files come with.
SUFFIXES = (".osm", ".osm.bz2", ".osm.gz", ".osm.pbf", ".pbf")


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """
    Turn whatever a damaged OSM file raises into one clear refusal.

    Parameters
    ----------
    path
        The file that is read inside the block.

    Yields
    ------
    nothing
        Read the file inside the block.

    Raises
    ------
    InputError
        If the file is missing, damaged, cut off or no OSM file.
    """
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    if not path.name.casefold().endswith(SUFFIXES):
        raise InputError(f"{path.name} is no OSM extract; give one of {', '.join(SUFFIXES)}")
    try:
        yield
    except (RuntimeError, OSError, ValueError) as error:
        raise InputError(
            f"{path.name} is damaged or cut off ({error}); fetch the extract again and compare its size"
        ) from error
