import geopandas as gpd
import pandas as pd
from shapely.geometry import box

from gridplan.planning.staffing.beats import beat_travel_h


def _grids(*columns):
    shapes = [box(x, 0, x + 1_000, 1_000) for x in columns]
    ids = [f"g{n}" for n in range(len(columns))]
    return gpd.GeoDataFrame({"workload_h": 100.0}, geometry=shapes, index=ids, crs="EPSG:4550")


def _officers(n):
    return pd.DataFrame(index=[f"o{k}" for k in range(n)])


def _travel(grids, officers, **kept):
    days = pd.Series(10.0, index=grids.index)
    return beat_travel_h(grids, officers, visit_days=days, metres_an_hour=10_000, **kept)


def test_grids_side_by_side_are_nearest_to_the_same_beat():
    nearest = _travel(_grids(0, 1_000, 20_000, 21_000), _officers(2)).idxmin(axis=1)
    assert nearest.tolist() == ["o0", "o0", "o1", "o1"]


def test_who_has_owned_a_grid_keeps_its_beat():
    grids = _grids(0, 1_000, 20_000, 21_000)
    nearest = _travel(grids, _officers(2), previous=pd.Series({"g3": "o0"})).idxmin(axis=1)
    assert nearest.tolist() == ["o1", "o1", "o0", "o0"]


def test_more_officers_than_grids_share_a_beat():
    travel = _travel(_grids(0, 5_000), _officers(5))
    assert travel.shape == (2, 5)
    assert travel.notna().all().all()


def test_order_of_the_grids_changes_nothing():
    grids = _grids(0, 3_000, 9_000, 15_000, 21_000)
    one, other = _travel(grids, _officers(3)), _travel(grids.iloc[::-1], _officers(3))
    assert other.loc[one.index].equals(one)
