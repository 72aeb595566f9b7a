"""A county in metres."""

from __future__ import annotations

from gridplan.geo.crs import to_work, work_crs_of
from gridplan.model.inputs import Inputs


def in_metres(inputs: Inputs) -> Inputs:
    """
    Bring a county to its work CRS.

    Parameters
    ----------
    inputs
        Tables and layers in any one CRS.

    Returns
    -------
    inputs
        The same in metres; the zone fits the middle of the units.
    """
    crs = work_crs_of(inputs.units)
    return inputs.map_spatial(lambda table: to_work(table, crs))
