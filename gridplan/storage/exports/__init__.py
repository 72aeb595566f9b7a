"""What a plan can be written as, one form a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from gridplan.model.plan import Plan
from gridplan.storage.exports import csv, gpkg, json, kml, notice, png, poster, xlsx
from gridplan.storage.exports.taking import PLAIN, Taking


class Export(Protocol):
    """A form that a plan can be written in; a module with this function is one."""

    def export(self, plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
        """
        Write a plan as one file that is there whole or not at all.

        Parameters
        ----------
        plan
            The plan, cut to what the viewer may see.
        path
            The file; an older one is replaced.
        lang
            `zh` or `en`.
        taking
            Who takes it away, when, and how.
        """


#: By form.
EXPORTS: Mapping[str, Export] = {
    "gpkg": gpkg,
    "xlsx": xlsx,
    "csv": csv,
    "json": json,
    "kml": kml,
    "png": png,
    "poster": poster,
    "notice": notice,
}
#: Forms that are no suffix themselves.
_SUFFIXES = {"poster": "pdf", "notice": "pdf"}


def file_name(stem: str, form: str) -> str:
    """
    Name a file after its form.

    Parameters
    ----------
    stem
        How it begins.
    form
        One of `EXPORTS`, or another suffix.

    Returns
    -------
    name
        Such as `gridplan.kml` or `gridplan-poster.pdf`.
    """
    return f"{stem}-{form}.{_SUFFIXES[form]}" if form in _SUFFIXES else f"{stem}.{form}"
