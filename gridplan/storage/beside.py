"""What is wrong with all that only lies beside a plan, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gridplan.errors import InputError
from gridplan.model.findings import InputFinding
from gridplan.storage.basemap import open_basemap
from gridplan.storage.gate.saying import say
from gridplan.storage.labels import Labels
from gridplan.storage.references import read_references
from gridplan.storage.sources import LAYERS


def faults_beside(folder: Path, labels: Labels) -> Iterator[InputFinding]:
    """
    Check reference layers and the basemap.

    Parameters
    ----------
    folder
        The workspace.
    labels
        What the settings say.

    Yields
    ------
    finding
        Warnings mostly: no plan waits for them.
    """
    yield from read_references(folder / LAYERS, labels)[1]
    table = labels.written.get("map", {})
    named = str(table.get("basemap", "")) if isinstance(table, dict) else ""
    try:
        basemap = open_basemap(folder, named)
    except InputError as error:
        yield say("BASEMAP_UNREAD", named, reason=error)
        return
    if basemap is not None and basemap.shifted:
        yield say("BASEMAP_SHIFTED", named)
