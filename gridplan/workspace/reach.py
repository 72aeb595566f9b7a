"""How far the circle deceives: points inside it that are farther by road."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gridplan.access.scope import Scope
from gridplan.geo.crs import to_work, work_crs_of
from gridplan.planning.service_areas.detour import detour_shares
from gridplan.workspace.opening import Workspace
from gridplan.workspace.planning import load_inputs, road_network


def detour_table(scope: Scope, workspace: Workspace, radii_m: Sequence[float]) -> pd.DataFrame:
    """
    Tell for some radii what share of the points inside the circle lies farther by road than the radius.

    Parameters
    ----------
    scope
        Who asks; the figures are totals of the county.
    workspace
        The county.
    radii_m
        Radii in metres.

    Returns
    -------
    table
        Indicator rows of level `county`, one a radius.
    """
    del scope
    inputs = load_inputs(workspace)
    crs = work_crs_of(inputs.branches)
    metric = inputs.map_spatial(lambda table: to_work(table, crs))
    return detour_shares(metric.branches, metric.households, road_network(metric), radii_m)
