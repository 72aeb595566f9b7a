"""Load a county from the files of its workspace."""

from __future__ import annotations

from collections.abc import Sequence

from gridplan.errors import FindingsError
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.words import Severity
from gridplan.storage.folder import read_inputs
from gridplan.workspace.completing import complete
from gridplan.workspace.opening import Workspace

#: Findings that an error message names.
_TOLD = 10


def load_inputs(workspace: Workspace) -> Inputs:
    """
    Load a county for planning.

    Parameters
    ----------
    workspace
        The county.

    Returns
    -------
    inputs
        Tables and layers in EPSG:4326, units as polygons; what the files lack is built, and said in the notes.

    Raises
    ------
    FindingsError
        If the files have findings of severity E; the message names the first ten.
    """
    inputs, findings = read_inputs(workspace.path, presets=workspace.settings.params.presets)
    _refuse_errors(findings)
    return complete(inputs)


def input_findings(workspace: Workspace) -> list[InputFinding]:
    """
    Tell what is to be said about the files of a workspace.

    Parameters
    ----------
    workspace
        The county.

    Returns
    -------
    findings
        In the order of the files.
    """
    return read_inputs(workspace.path)[1]


def finding_line(finding: InputFinding, lang: str = "en") -> str:
    """
    Tell a finding in one line.

    Parameters
    ----------
    finding
        A finding.
    lang
        `zh` or `en`.

    Returns
    -------
    line
        File, row and column, what is wrong, how to mend it.
    """
    words = ("第 {} 行", "列 {}") if lang == "zh" else ("row {}", "column {}")
    places = zip(words, (finding.row, finding.column), strict=True)
    where = [word.format(place) for word, place in places if place is not None]
    at = ", ".join([finding.file, *([finding.layer] if finding.layer else []), *where])
    return f"{at}: {getattr(finding.message, lang)} {getattr(finding.mend, lang)}"


def _refuse_errors(findings: Sequence[InputFinding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        more = len(errors) - _TOLD
        lines = [finding_line(finding) for finding in errors[:_TOLD]] + ([f"and {more} more"] if more > 0 else [])
        raise FindingsError("\n".join(lines))
