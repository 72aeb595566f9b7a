"""Branches of a place that gives only their points: kind, radius and minutes from the households around."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from gridplan.model.plan import PRESETS, with_presets
from gridplan.model.tables import BRANCHES, keep_contract
from gridplan.model.words import BranchKind

#: Households within `AROUND_M` of a branch from which a place counts as a town, and as a city.
TOWN_HH, URBAN_HH = 800.0, 4_000.0
AROUND_M = 1_000.0


def branches_from_points(points: gpd.GeoDataFrame, households: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Make branches of named points.

    Parameters
    ----------
    points
        Points with `name`, and `bank` and `town` where known, in a metric CRS.
    households
        Points with `households_n`, same CRS.

    Returns
    -------
    branches
        Contract `BRANCHES`, ids from north to south; radius and minutes from the preset of the kind.
    """
    ordered = points.iloc[np.lexsort((points.geometry.x, -points.geometry.y))]
    ids = pd.Index([f"B{n:02d}" for n in range(1, len(ordered) + 1)], name="branch_id")
    texts = pd.DataFrame(ordered.drop(columns="geometry")).astype(object)
    texts = texts.where(texts.notna(), "").reindex(columns=["name", "bank", "town"], fill_value="").set_axis(ids)
    table = gpd.GeoDataFrame(texts, geometry=ordered.geometry.to_numpy(), crs=points.crs)
    table["kind"] = _kinds(table, households)
    return gpd.GeoDataFrame(keep_contract(with_presets(table, PRESETS), BRANCHES))


def _kinds(branches: gpd.GeoDataFrame, households: gpd.GeoDataFrame) -> list[str]:
    tree = cKDTree(households.get_coordinates().to_numpy())
    number = households["households_n"].to_numpy()
    close = tree.query_ball_point(branches.get_coordinates().to_numpy(), AROUND_M)
    around = [number[near].sum() for near in close]
    kinds = [BranchKind.RURAL, BranchKind.TOWN, BranchKind.URBAN]
    return [str(kinds[np.searchsorted([TOWN_HH, URBAN_HH], n, side="right")]) for n in around]
