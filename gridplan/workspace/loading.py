"""Load a county from the files of its workspace."""

from __future__ import annotations

from collections.abc import Sequence

from gridplan.access.scope import Scope
from gridplan.errors import FindingsError
from gridplan.founding.completing import complete
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.words import Severity
from gridplan.storage.folder import read_inputs
from gridplan.workspace.opening import Workspace

#: Findings that an error message names.
_TOLD = 10


def load_inputs(scope: Scope, workspace: Workspace) -> Inputs:
    """
    Load a county for planning.

    Parameters
    ----------
    scope
        Who asks; planning reads the whole county.
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
    del scope
    inputs, findings = read_inputs(workspace.path, presets=workspace.settings.params.presets)
    _refuse_errors(findings)
    return complete(inputs.without_persons())


def input_findings(scope: Scope, workspace: Workspace) -> list[InputFinding]:
    """
    Tell what is to be said about the files of a workspace.

    Parameters
    ----------
    scope
        Who asks; personal values are masked to everybody.
    workspace
        The county.

    Returns
    -------
    findings
        In the order of the files.
    """
    del scope
    return read_inputs(workspace.path)[1]


def _refuse_errors(findings: Sequence[InputFinding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        more = len(errors) - _TOLD
        lines = [finding.line() for finding in errors[:_TOLD]] + ([f"and {more} more"] if more > 0 else [])
        raise FindingsError("\n".join(lines))
