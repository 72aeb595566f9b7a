"""Who can be reached from which branch: a family of models, one a file; `MODELS` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridplan.errors import SettingsError
from gridplan.planning.service_areas import radius, road_time
from gridplan.planning.service_areas.model import ServiceAreaModel
from gridplan.planning.service_areas.ways import Ways

MODELS: Mapping[str, ServiceAreaModel] = MappingProxyType(
    {"radius": radius.radius_areas, "road_time": road_time.road_time_areas}
)


def service_areas(
    branches: gpd.GeoDataFrame, ways: Ways, *, model: str = "radius", bounds: NDArray[np.float64] | None = None
) -> gpd.GeoDataFrame:
    """
    Draw the area that every branch reaches.

    Parameters
    ----------
    branches
        Branch points in a metric CRS, indexed by `branch_id`, with `coverage_radius_m` and `drive_min`.
    ways
        How one gets about; the circle does not ask for it.
    model
        One of `MODELS`.
    bounds
        West, south, east and north of the place in metres; by default around the branches.

    Returns
    -------
    areas
        One polygon a branch, same index, same CRS.

    Raises
    ------
    SettingsError
        If the model is unknown.
    """
    if model not in MODELS:
        raise SettingsError(f"no service-area model {model!r}; choose from {', '.join(MODELS)}")
    return MODELS[model](branches, ways, bounds)


def all_areas(branches: gpd.GeoDataFrame, ways: Ways, bounds: NDArray[np.float64]) -> gpd.GeoDataFrame:
    """
    Draw the areas of every model.

    Parameters
    ----------
    branches
        Branch points as in `service_areas`.
    ways
        How one gets about.
    bounds
        West, south, east and north of the place in metres.

    Returns
    -------
    areas
        Columns `branch_id`, `model`, `area_km2`; one row a branch and model.
    """
    parts = []
    for model in MODELS:
        drawn = service_areas(branches, ways, model=model, bounds=bounds)
        named = {"branch_id": drawn.index.to_numpy(), "model": model, "area_km2": drawn.area.to_numpy() / 1e6}
        parts.append(gpd.GeoDataFrame(named, geometry=drawn.geometry.to_numpy(), crs=drawn.crs))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True))
