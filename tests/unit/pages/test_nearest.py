"""The way from household to household."""

import geopandas as gpd
import shapely

from gridplan.pages.nearest import nearest_next, stops_of_today


def test_it_goes_to_the_nearest_one_left():
    stops = gpd.GeoDataFrame(geometry=shapely.points([(50, 0), (10, 0), (30, 0)]), index=["c", "a", "b"], crs=4550)
    assert nearest_next(stops, (0.0, 0.0), 9) == {"a": 10.0, "b": 20.0, "c": 20.0}
    assert list(nearest_next(stops, (0.0, 0.0), 2)) == ["a", "b"]


def test_the_day_leads_past_all_whom_the_quota_leaves():
    way = dict.fromkeys("abcde", 1.0)
    assert stops_of_today(way, left=4, listed=2) == list("abcd")
    assert stops_of_today(way, left=1, listed=2) == ["a"]


def test_who_goes_on_after_the_quota_sees_the_listed_ones():
    assert stops_of_today(dict.fromkeys("abcde", 1.0), left=0, listed=2) == ["a", "b"]
