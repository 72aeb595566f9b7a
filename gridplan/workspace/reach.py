"""How far the circle deceives: points inside it that are farther by road."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gridplan.access.scope import Scope, Viewer
from gridplan.errors import InputError
from gridplan.founding.metres import in_metres
from gridplan.founding.roads import road_network
from gridplan.planning.service_areas.detour import detour_shares
from gridplan.workspace.loading import load_inputs
from gridplan.workspace.opening import Workspace


def detour_table(scope: Scope, workspace: Workspace, radii_m: Sequence[float]) -> pd.DataFrame:
    """
    Tell for some radii what share of the points inside the circle lies farther by road than the radius.

    Parameters
    ----------
    scope
        Who asks; the operator alone, for it reads the whole county.
    workspace
        The county.
    radii_m
        Radii in metres.

    Returns
    -------
    table
        Indicator rows of level `county`, one a radius.

    Raises
    ------
    AccessError
        If the scope may not.
    InputError
        If the county has no road layer.
    """
    scope.require(Viewer.OPERATOR, task="hold roads against circles")
    inputs = in_metres(load_inputs(scope, workspace))
    network = road_network(inputs)
    if network is None:
        raise InputError("there is no road layer, so nothing can be held against the circle; import roads first")
    return detour_shares(inputs.branches, inputs.households, network, radii_m)
