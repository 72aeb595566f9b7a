"""Load a county from the files of its workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import FindingsError
from gridplan.founding.completing import complete
from gridplan.model.findings import InputFinding
from gridplan.model.inputs import Inputs
from gridplan.model.tables import CONTRACTS
from gridplan.model.visits import funnel_with_visits, standing
from gridplan.model.words import Severity
from gridplan.storage.database.visits import visits_of
from gridplan.storage.folder import read_layers, what_is_missing
from gridplan.workspace.importing import take_in
from gridplan.workspace.opening import Progress, Workspace
from gridplan.workspace.tables import stored_tables

#: Findings that an error message names.
_TOLD = 10


def load_inputs(scope: Scope, workspace: Workspace, *, progress: Progress | None = None) -> Inputs:
    """
    Load a county for planning; files in its folder that are new or changed are taken in first, and visits count.

    Parameters
    ----------
    scope
        Who asks; the operator alone, for planning reads the whole county.
    workspace
        The county.
    progress
        Called with the name of a stage and the share done, 0 to 1.

    Returns
    -------
    inputs
        Tables and layers in EPSG:4326, units as polygons; what the files lack is built, and said in the notes.

    Raises
    ------
    AccessError
        If the scope may not.
    FindingsError
        If the files have findings of severity E; the message names the first ten.
    """
    scope.require(Viewer.OPERATOR, task="load a county")
    _refuse_errors(take_in(scope, workspace, progress=progress))
    stored = stored_tables(scope, workspace)
    county, findings = read_layers(workspace.path)
    if stored is not None:
        county = replace(county, **{name: getattr(stored, name) for name in CONTRACTS})
        county = replace(county, funnel=funnel_with_visits(county.funnel, _visits(workspace)))
    _refuse_errors([*findings, *what_is_missing(county)])
    return complete(county)


def _visits(workspace: Workspace) -> pd.DataFrame:
    with workspace.database.reading() as connection:
        return standing(visits_of(connection))


def _refuse_errors(findings: Sequence[InputFinding]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        more = len(errors) - _TOLD
        lines = [finding.line() for finding in errors[:_TOLD]] + ([f"and {more} more"] if more > 0 else [])
        raise FindingsError("\n".join(lines))
