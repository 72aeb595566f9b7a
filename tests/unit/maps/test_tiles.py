import geopandas as gpd
import numpy as np
import pytest

from gridplan.maps.tiles import MOST_DOTS, HouseholdTiles


def _households(number, side=0.2, seed=3):
    rng = np.random.default_rng(seed)
    xy = np.array([123.4, 29.5]) + rng.uniform(0, side, (number, 2))
    return gpd.GeoDataFrame({"households_n": np.ones(number)}, geometry=gpd.points_from_xy(*xy.T), crs=4326)


def _read(content):
    kind, number = np.frombuffer(content[:8], "<u4").tolist()
    rest = content[8:]
    if kind == 0:
        x, y = np.frombuffer(rest[: 4 * number], "<u2").reshape(2, number)
        return kind, x, y, np.frombuffer(rest[4 * number :], np.uint8)
    return kind, np.frombuffer(rest[: 4 * number], "<u4"), *np.frombuffer(rest[4 * number :], np.uint8).reshape(2, -1)


def _numbers(zoom, lon, lat):
    y = 0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)
    return np.floor((lon / 360 + 0.5) * 2**zoom).astype(int), np.floor(y * 2**zoom).astype(int)


@pytest.mark.parametrize("zoom", [0, 9, 12, 15, 19])
def test_every_household_is_in_the_tile_that_it_lies_in(zoom):
    households = _households(500)
    classes = np.arange(500) % 4
    tiles = HouseholdTiles(households, classes)
    column, row = _numbers(zoom, households.geometry.x.to_numpy(), households.geometry.y.to_numpy())
    for x, y in {*zip(column.tolist(), row.tolist(), strict=True)}:
        inside = (column == x) & (row == y)
        kind, px, _, told = _read(tiles.tile(zoom, x, y))
        assert (kind, len(px)) == (0, inside.sum())
        assert sorted(told.tolist()) == sorted(classes[inside].tolist())
        lon = ((x + (px + 0.5) / 65536) / 2**zoom - 0.5) * 360
        assert np.allclose(np.sort(lon), np.sort(households.geometry.x[inside]), atol=360 / 2**zoom / 60000)


def test_many_are_counted_in_squares_and_none_is_lost():
    households = _households(10 * MOST_DOTS)
    tiles = HouseholdTiles(households, np.zeros(len(households), dtype=np.int64))
    (x,), (y,) = ({*axis.tolist()} for axis in _numbers(5, households.geometry.x.to_numpy(), households.geometry.y))
    kind, counts, columns, rows = _read(tiles.tile(5, x, y))
    assert kind == 1
    assert counts.sum() == len(households)
    assert len({*zip(columns.tolist(), rows.tolist(), strict=True)}) == len(counts)
    assert max(columns.max(), rows.max()) < 64
    finer = [tiles.tile(6, 2 * x + right, 2 * y + down) for right in (0, 1) for down in (0, 1)]
    assert sum(_read(one)[1].sum() for one in finer if one) == len(households)


@pytest.mark.parametrize(("zoom", "x", "y"), [(3, 0, 0), (-1, 0, 0), (99, 0, 0), (4, 16, 0), (4, 0, -1)])
def test_nothing_lies_elsewhere_nor_outside_the_world(zoom, x, y):
    assert HouseholdTiles(_households(10), np.zeros(10, dtype=np.int64)).tile(zoom, x, y) == b""
