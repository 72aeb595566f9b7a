"""Households into units, for a county that has neither on record."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from gridplan.model.tables import UNITS, keep_contract
from gridplan.planning.zoning.places import unit_places


def counted(
    units: gpd.GeoDataFrame, households: gpd.GeoDataFrame, persons: float
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """
    Put estimated households into their units and count them there.

    Parameters
    ----------
    units
        Polygons with `name`, `type` and `town`, indexed by `unit_id`.
    households
        Points with `households_n`; same CRS.
    persons
        People a household.

    Returns
    -------
    units
        Contract `UNITS`, `estimated` set.
    households
        The same rows with `unit_id`; who lies in no unit is in the nearest.
    """
    place = unit_places(units, households)
    load = np.bincount(place, households["households_n"], minlength=len(units))
    figures = {
        "registered_hh": load.round().astype(int),
        "resident_hh": load.round().astype(int),
        "population": (load * persons).round().astype(int),
    }
    table = keep_contract(units.assign(**figures, estimated=True), UNITS)
    return gpd.GeoDataFrame(table), gpd.GeoDataFrame(households.assign(unit_id=units.index.to_numpy()[place]))
