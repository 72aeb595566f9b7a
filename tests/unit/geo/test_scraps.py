import numpy as np
import shapely

from gridplan.geo.noding import node_lines
from gridplan.geo.scraps import SCRAP_M, without_scraps


def kept_m(*lines):
    segments = without_scraps(node_lines(np.array([shapely.LineString(line) for line in lines]), np.ones(len(lines))))
    return float(np.hypot(*np.diff(segments.xy[segments.ends], axis=1)[:, 0].T).sum()) if len(segments.ends) else 0.0


HIGH_ROAD = [(0, 0), (20_000, 0)]


def test_a_short_piece_joined_to_nothing_is_dropped():
    assert kept_m(HIGH_ROAD, [(500, 30), (540, 30)]) == 20_000


def test_a_short_piece_that_joins_the_road_is_kept():
    assert kept_m(HIGH_ROAD, [(500, 0), (500, 40)]) == 20_040


def test_a_longer_piece_is_kept_wherever_it_lies():
    assert kept_m(HIGH_ROAD, [(500, 30), (500 + SCRAP_M, 30)]) == 20_000 + SCRAP_M


def test_short_pieces_that_join_to_a_long_one_are_kept():
    assert kept_m(HIGH_ROAD, *[[(x, 90), (x + 25, 90)] for x in range(0, 200, 25)]) == 20_200


def test_where_roads_are_few_a_short_piece_counts():
    assert kept_m([(0, 0), (900, 0)], [(0, 50), (20, 50)]) == 920


def test_nothing_stays_nothing():
    assert kept_m() == 0
