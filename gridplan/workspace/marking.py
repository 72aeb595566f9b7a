"""Hand files back with their wrong cells marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gridplan.access.scope import Scope
from gridplan.model.findings import InputFinding
from gridplan.model.words import Severity
from gridplan.storage.exports.marking import mark_workbook
from gridplan.storage.sources import find_sources

SUFFIX = ".xlsx"


def mark_paths(
    scope: Scope, paths: Sequence[Path], findings: Sequence[InputFinding], target: Path, *, lang: str = "zh"
) -> list[Path]:
    """
    Write a marked copy of every file at fault.

    Parameters
    ----------
    scope
        Who asks; the copies hold what the files hold, for the person who brought them.
    paths
        What was checked.
    findings
        What was said of it.
    target
        An .xlsx for one file; a folder for several, in which one without errors and warnings is left out.
    lang
        Language of comments, `zh` or `en`.

    Returns
    -------
    written
        The marked copies.
    """
    del scope
    if target.suffix.casefold() == SUFFIX:
        mark_workbook(paths[0], findings, target, lang)
        return [target]
    wrong = {finding.file for finding in findings if finding.severity is not Severity.INFO}
    copies = _copies([file for file in _files(paths) if file.name in wrong], target)
    for file, copy in copies.items():
        mark_workbook(file, findings, copy, lang)
    return list(copies.values())


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (source.path for source in find_sources(path)[0]) if path.is_dir() else [path]


def _copies(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Name a copy as its file; of two that differ in their suffix, with it."""
    stems = [file.stem for file in files]
    named = {file: file.stem if stems.count(file.stem) == 1 else file.name for file in files}
    return {file: folder / f"{name}{SUFFIX}" for file, name in named.items() if file.is_file()}
