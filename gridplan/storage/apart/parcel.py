"""Hand findings and tables from one process to another as files: JSON and Parquet, nothing that can run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from gridplan.model.findings import InputFinding, Text
from gridplan.model.inputs import Inputs
from gridplan.model.plan import Layers
from gridplan.model.registers import REGISTERS, Registers
from gridplan.model.words import Severity
from gridplan.storage.kept_tables import read_kept

_FINDINGS, _LABELS = "findings.json", "labels.json"
_PLAIN = ("county", "synthetic", "credit", "notes")
_LAYER, _REGISTER = "layer-", "register-"


def pack_findings(findings: Sequence[InputFinding], folder: Path) -> None:
    """
    Write findings.

    Parameters
    ----------
    findings
        The findings.
    folder
        Where to.
    """
    rows = [asdict(finding) | {"severity": str(finding.severity)} for finding in findings]
    (folder / _FINDINGS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")


def unpack_findings(folder: Path) -> list[InputFinding]:
    """
    Read findings.

    Parameters
    ----------
    folder
        Where they are.

    Returns
    -------
    findings
        As they were written.
    """
    rows = json.loads((folder / _FINDINGS).read_text(encoding="utf-8", errors="surrogatepass"))
    return [_finding(row) for row in rows]


def pack_inputs(inputs: Inputs, folder: Path) -> None:
    """
    Write a county.

    Parameters
    ----------
    inputs
        Tables and layers.
    folder
        Where to.
    """
    labels = {name: getattr(inputs, name) for name in _PLAIN}
    (folder / _LABELS).write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
    for name in _tables():
        getattr(inputs, name).to_parquet(folder / f"{name}.parquet", compression=None)
    for field in fields(Layers):
        layer = getattr(inputs.layers, field.name)
        if layer is not None:
            layer.to_parquet(folder / f"{_LAYER}{field.name}.parquet", compression=None)
    for name, register in inputs.registers.tables().items():
        register.to_parquet(folder / f"{_REGISTER}{name}.parquet", compression=None)


def unpack_inputs(folder: Path) -> Inputs:
    """
    Read a county.

    Parameters
    ----------
    folder
        Where it is.

    Returns
    -------
    inputs
        As it was written.
    """
    labels = json.loads((folder / _LABELS).read_text(encoding="utf-8"))
    tables: dict[str, Any] = {name: read_kept(folder / f"{name}.parquet") for name in _tables()}
    layers: dict[str, Any] = {
        field.name: read_kept(path)
        for field in fields(Layers)
        if (path := folder / f"{_LAYER}{field.name}.parquet").exists()
    }
    registers = Registers(**{name: read_kept(folder / f"{_REGISTER}{name}.parquet") for name in REGISTERS})
    return Inputs(
        **(labels | {"notes": tuple(labels["notes"])}), layers=Layers(**layers), registers=registers, **tables
    )


def _tables() -> list[str]:
    return [field.name for field in fields(Inputs) if field.name not in {*_PLAIN, "layers", "registers"}]


def _finding(row: dict[str, Any]) -> InputFinding:
    texts = {name: Text(**row[name]) for name in ("message", "mend")}
    return InputFinding(**(row | texts | {"severity": Severity(row["severity"])}))
