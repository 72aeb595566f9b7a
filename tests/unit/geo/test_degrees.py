"""Shapes come to degrees as geopandas brings them there, whoever asks."""

import subprocess
import sys
from threading import Thread

import geopandas as gpd
from geopandas.testing import assert_geoseries_equal

from gridplan.geo.degrees import in_degrees

POINTS = gpd.GeoSeries(gpd.points_from_xy([500_000.0, 500_100.0], [3_265_000.0, 3_265_100.0]), ["a", "b"], crs=4550)


def test_all_threads_get_what_one_would_get():
    got = []
    for _ in range(2):
        asking = Thread(target=lambda: got.append(in_degrees(POINTS)))
        asking.start()
        asking.join()
    for found in got:
        assert_geoseries_equal(found, POINTS.to_crs(4326))


def test_a_program_without_threads_stays_without():
    asked = "import threading, geopandas as gpd; from gridplan.geo.degrees import in_degrees; "
    asked += "in_degrees(gpd.GeoSeries.from_xy([0.0], [0.0], crs=4550)); assert threading.active_count() == 1"
    subprocess.run([sys.executable, "-c", asked], check=True)  # noqa: S603 - our own interpreter and words
