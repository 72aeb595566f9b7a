"""How many minutes it is from each branch to each grid's households."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from gridplan.model.plan import PlanParams
from gridplan.planning.service_areas.ways import Ways, straight_ways

#: Lets a unit without households count where a grid has no others.
_ALSO_EMPTY = 1e-9


def minutes_to_grids(
    units: gpd.GeoDataFrame, branches: gpd.GeoDataFrame, ways: Ways | None, params: PlanParams
) -> pd.DataFrame:
    """
    Measure the mean minutes of a grid's households from every branch.

    Parameters
    ----------
    units
        Units with `grid_id` and `households`.
    branches
        Branch points, same CRS.
    ways
        The road network; without one, and where no road leads, straight lines with the usual detour.
    params
        Dials.

    Returns
    -------
    minutes
        Grids in rows, branches in columns.
    """
    sources = branches.get_coordinates().to_numpy()
    targets = units.geometry.representative_point().get_coordinates().to_numpy()
    straight = straight_ways(branches, params).costs(sources, targets)
    by_road = straight if ways is None else ways.costs(sources, targets, by="minutes")
    minutes = np.where(np.isfinite(by_road), by_road, straight)
    weight = units["households"].to_numpy(dtype=float) + _ALSO_EMPTY
    table = pd.DataFrame((minutes * weight).T, index=units.index, columns=branches.index)
    by_grid = table.groupby(units["grid_id"]).sum()
    return by_grid.div(pd.Series(weight, index=units.index).groupby(units["grid_id"]).sum(), axis=0)
