"""Road minutes instead of straight lines."""

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gridplan.errors import InfeasibleError, SettingsError
from gridplan.planning.zoning.partition import partition
from gridplan.planning.zoning.worth.judge import Judge

NAMES = [f"u{k}" for k in range(12)]


def town():
    """Three by four villages; a river without a bridge parts the left half from the right but at the top."""
    squares = [shapely.box(k % 4 * 1e3, k // 4 * 1e3, (k % 4 + 1) * 1e3, (k // 4 + 1) * 1e3) for k in range(12)]
    return gpd.GeoDataFrame(geometry=squares, index=NAMES, crs="EPSG:32648")


def minutes():
    way = np.full((12, 12), np.inf)
    np.fill_diagonal(way, 0)
    for k in range(12):
        if k % 4 < 3:
            way[k, k + 1] = way[k + 1, k] = 30.0 if k % 4 == 1 and k < 8 else 1.0
        if k < 8:
            way[k, k + 4] = way[k + 4, k] = 1.0
    for middle, a, b in itertools.product(range(12), repeat=3):
        way[a, b] = min(way[a, b], way[a, middle] + way[middle, b])
    return pd.DataFrame(way, NAMES, NAMES)


def cost(grid, table, power):
    groups = [list(units) for units in grid.groupby(grid).groups.values()]
    return sum((table.loc[units, units] ** power).sum(axis=1).min() for units in groups)


@pytest.mark.parametrize(("objective", "power"), [("moment", 2), ("pmedian", 1)])
@pytest.mark.parametrize("search", [{}, {"search": Judge()}])
def test_grids_are_short_by_road(objective, power, search):
    weights, table = pd.Series(1.0, NAMES), minutes()
    straight = partition(town(), 3, weights=weights, tolerance=0.01, objective=objective, effort=0.3)
    by_road = partition(
        town(), 3, weights=weights, tolerance=0.01, objective=objective, minutes=table, effort=0.3, **search
    )
    assert by_road.value_counts().tolist() == [4, 4, 4]
    assert cost(by_road, table, power) < cost(straight, table, power)


def test_minutes_that_are_not_known_are_named():
    table = minutes()
    table.loc["u3", "u7"] = np.nan
    with pytest.raises(InfeasibleError, match="u3 to u7"):
        partition(town(), 3, weights=pd.Series(1.0, NAMES), minutes=table)
    with pytest.raises(InfeasibleError, match="u11"):
        partition(town(), 3, weights=pd.Series(1.0, NAMES), minutes=minutes().drop(columns="u11"))


def test_longest_ways_are_straight():
    with pytest.raises(SettingsError, match="straight"):
        partition(town(), 3, weights=pd.Series(1.0, NAMES), objective="diameter", minutes=minutes())
