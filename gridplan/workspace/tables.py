"""The tables of a county as its database holds them."""

from __future__ import annotations

from typing import Any

from gridplan.access.scope import Scope, Viewer
from gridplan.model.inputs import Inputs
from gridplan.storage.database.cache import load_cached
from gridplan.workspace.opening import Workspace


def stored_tables(scope: Scope, workspace: Workspace) -> Inputs | None:
    """
    Read the tables of a county, for planning and for checking files against them.

    Parameters
    ----------
    scope
        Who asks; the operator alone.
    workspace
        The county.

    Returns
    -------
    inputs
        Tables in EPSG:4326 without layers and persons; None before the first import.

    Raises
    ------
    AccessError
        If the scope may not.
    """
    scope.require(Viewer.OPERATOR, task="read the tables of a county")
    with workspace.database.reading() as connection:
        tables = load_cached(connection, workspace.path)
    if not any(len(table) for table in tables.values()):
        return None
    settings = workspace.settings
    known: dict[str, Any] = dict(tables)
    return Inputs(county=settings.name, synthetic=settings.synthetic, credit=settings.credit, **known)
