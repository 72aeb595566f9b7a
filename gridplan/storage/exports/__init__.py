"""What a plan can be written as, one form a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from gridplan.model.plan import Plan
from gridplan.storage.exports import csv, gpkg, json, kml, xlsx
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
EXPORTS: Mapping[str, Export] = {"gpkg": gpkg, "xlsx": xlsx, "csv": csv, "json": json, "kml": kml}
