from dataclasses import replace

import numpy as np

from gridplan.founding.roads import road_network
from gridplan.geo.crs import to_work
from tests.town import CRS


def test_the_roads_of_a_county_become_a_network(town):
    network = road_network(town.map_spatial(lambda table: to_work(table, CRS)))
    xy = town.branches.to_crs(CRS).get_coordinates().to_numpy()
    metres = network.costs(xy, xy, by="metres")
    assert np.isfinite(metres).all()
    assert metres[0, 1] >= np.hypot(*(xy[0] - xy[1]))


def test_without_roads_there_is_no_network(town):
    assert road_network(replace(town, layers=replace(town.layers, roads=None))) is None
    assert road_network(replace(town, layers=replace(town.layers, roads=town.layers.roads.iloc[:0]))) is None
