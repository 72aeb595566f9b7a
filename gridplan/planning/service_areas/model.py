"""What a service-area model promises."""

from __future__ import annotations

from typing import Protocol

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from gridplan.planning.service_areas.ways import Ways


class ServiceAreaModel(Protocol):
    """Branches in, one polygon a branch out; same index, same CRS."""

    def __call__(
        self, branches: gpd.GeoDataFrame, ways: Ways, bounds: NDArray[np.float64] | None = None, /
    ) -> gpd.GeoDataFrame:
        """
        Draw the area of every branch.

        Parameters
        ----------
        branches
            Branch points in a metric CRS with `coverage_radius_m` and `drive_min`.
        ways
            How one gets about.
        bounds
            West, south, east and north of the place, beyond which no area is asked for.

        Returns
        -------
        areas
            One polygon a branch.
        """
        ...
