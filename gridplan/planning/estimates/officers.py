"""Placeholder officers, until the bank names its own."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from gridplan.model.tables import OFFICERS, keep_contract

#: One officer for so many households (middle of rule S05, 600 to 2,500).
HOUSEHOLDS_AN_OFFICER = 1_500.0


def placeholder_officers(branches: gpd.GeoDataFrame, households: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Invent as many officers as the households nearest to each branch need, at least an owner and a backup.

    Parameters
    ----------
    branches
        Branch points with `name`; metric CRS.
    households
        Points with `households_n`; same CRS.

    Returns
    -------
    officers
        Contract `OFFICERS`, `placeholder` set, named "officer 1 of ..." to be replaced.
    """
    tree = cKDTree(branches.get_coordinates().to_numpy())
    nearest = tree.query(households.get_coordinates().to_numpy())[1]
    load = np.bincount(nearest, households["households_n"], minlength=len(branches))
    number = np.maximum(2, np.ceil(load / HOUSEHOLDS_AN_OFFICER)).astype(int)
    rows = [
        (f"{branch}-{k}", f"officer {k} of {name}", branch)
        for branch, name, n in zip(branches.index, branches["name"], number, strict=True)
        for k in range(1, n + 1)
    ]
    table = pd.DataFrame(rows, columns=["officer_id", "name", "branch_id"]).set_index("officer_id")
    table = table.assign(hours_week=40.0, visit_days=3.0, daily_capacity=12.0, placeholder=True)
    return keep_contract(table, OFFICERS)
