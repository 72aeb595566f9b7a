"""What a workspace says of itself in `gridplan.toml`, as far as reading its files needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyproj
from pyproj.exceptions import CRSError

from gridplan.model.findings import InputFinding
from gridplan.storage.gate.datums import datum_code
from gridplan.storage.gate.dials import FILE, dial_faults, read_toml
from gridplan.storage.gate.saying import RefusedError, say

__all__ = ["FILE", "Labels", "read_labels"]

_ALL = "default"


@dataclass(frozen=True)
class Labels:
    """
    Name and labels of a county, and the datum of its files.

    Attributes
    ----------
    name
        Name of the county.
    synthetic
        Whether its data is invented.
    credit
        Source credit.
    notes
        What a reader must know of the sources.
    datums
        Datum by table or layer; `default` for all others.
    implied
        Datum that the work CRS of the project implies, or nothing.
    written
        All settings as they stand in the file.
    """

    name: str
    synthetic: bool = False
    credit: str = ""
    notes: tuple[str, ...] = ()
    datums: Mapping[str, str] = field(default_factory=dict)
    implied: str = ""
    written: Mapping[str, Any] = field(default_factory=dict)

    def datum_of(self, name: str) -> str:
        """
        Tell which datum is stated for a table or layer.

        Parameters
        ----------
        name
            Table or role.

        Returns
        -------
        datum
            A code of `Datum`, or nothing.
        """
        return self.datums.get(name, self.datums.get(_ALL, ""))


def read_labels(folder: Path) -> tuple[Labels, list[InputFinding]]:
    """
    Read the labels of a folder.

    Parameters
    ----------
    folder
        A workspace, or any folder with tables.

    Returns
    -------
    labels
        What the folder says; its own name where it says nothing.
    findings
        What is wrong with the file.
    """
    bare = Labels(folder.resolve().name)
    path = folder / FILE
    if not path.is_file():
        return bare, []
    try:
        written = read_toml(path)
    except RefusedError as refusal:
        return bare, list(refusal.findings)
    project = written["project"] if isinstance(written.get("project"), dict) else {}
    datums, findings = _datums(written.get("datum", {}))
    findings += dial_faults(written)
    implied, said = _implied(project.get("work_crs"))
    labels = Labels(
        name=str(written.get("name", project.get("name", bare.name))),
        synthetic=written.get("synthetic") is True,
        credit=str(written.get("credit", "")),
        notes=tuple(map(str, notes if isinstance(notes := written.get("notes"), list) else ())),
        datums=datums,
        implied=implied,
        written=written,
    )
    return labels, [*findings, *said]


def _datums(written: Any) -> tuple[dict[str, str], list[InputFinding]]:  # noqa: ANN401 # whatever TOML holds
    table = written if isinstance(written, dict) else {_ALL: written}
    known = {str(name): datum_code(str(value)) for name, value in table.items()}
    wrong = [say("DATUM_UNKNOWN", FILE, column=f"datum.{n}", value=table[n]) for n, code in known.items() if not code]
    return {name: code for name, code in known.items() if code}, wrong


def _implied(work_crs: object) -> tuple[str, list[InputFinding]]:
    """Take the datum of the CRS that a project works in for that of its files."""
    if work_crs is None:
        return "", []
    try:
        crs = pyproj.CRS(str(work_crs))
    except CRSError:
        return "", [say("CFG_CRS", FILE, column="work_crs", value=work_crs)]
    if not crs.is_projected:
        return "", [say("CFG_CRS", FILE, column="work_crs", value=work_crs)]
    return ("cgcs2000" if "China 2000" in str(crs.datum) else "wgs84"), []
