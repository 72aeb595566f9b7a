import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from gridplan.errors import SettingsError
from gridplan.geo.datum import suspect_datum, to_datum

EARTH = Geod(ellps="WGS84")
DATUMS = ["wgs84", "gcj02", "bd09"]


def apart_m(one, other):
    return np.asarray(EARTH.inv(*one.T, *other.T)[2])


def china(n, rng):
    return np.column_stack([rng.uniform(73.6, 134.7, n), rng.uniform(18.2, 53.5, n)])


@pytest.mark.parametrize(
    ("source", "target", "xy", "expected"),
    [
        # the examples that eviltransform and coordtransform are tested with
        ("wgs84", "gcj02", (121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ("wgs84", "gcj02", (113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
        ("gcj02", "bd09", (116.404, 39.915), (116.41036949371029, 39.92133699351022)),
    ],
)
def test_known_places_come_out_as_known(source, target, xy, expected):
    assert to_datum([xy], source, target)[0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("there", ["gcj02", "bd09"])
@pytest.mark.parametrize("here", ["wgs84", "gcj02", "bd09"])
def test_there_and_back_is_the_same_place(here, there):
    places = china(10_000, np.random.default_rng(1))
    back = to_datum(to_datum(places, here, there), there, here)
    assert apart_m(places, back).max() < 1e-4


@given(st.floats(-1e-6, 1e-6), st.floats(20, 50))
def test_the_meridian_where_the_formula_has_a_kink_comes_back_too(beside, lat):
    places = np.array([[105.0 + beside, lat]])
    back = to_datum(to_datum(places, "wgs84", "bd09"), "bd09", "wgs84")
    assert apart_m(places, back).max() < 1e-4


def test_the_shift_is_of_the_known_size():
    places = china(10_000, np.random.default_rng(2))
    gcj_m = apart_m(places, to_datum(places, "wgs84", "gcj02"))
    bd_m = apart_m(places, to_datum(places, "wgs84", "bd09"))
    assert 15 < gcj_m.min() < gcj_m.max() < 750
    assert 650 < bd_m.min() < bd_m.max() < 1_600


def test_two_steps_are_one_long_step():
    places = china(100, np.random.default_rng(3))
    by_way = to_datum(to_datum(places, "wgs84", "gcj02"), "gcj02", "bd09")
    np.testing.assert_array_equal(by_way, to_datum(places, "wgs84", "bd09"))


@pytest.mark.parametrize("target", DATUMS)
def test_cgcs2000_counts_as_wgs84(target):
    places = china(10, np.random.default_rng(4))
    np.testing.assert_array_equal(to_datum(places, "cgcs2000", target), to_datum(places, "wgs84", target))


@pytest.mark.parametrize("target", DATUMS)
@pytest.mark.parametrize("source", DATUMS)
def test_outside_china_nothing_moves(source, target):
    places = np.array([[1.52, 42.51], [-74.0, 40.7], [73.9, -15.5], [151.2, -33.9]])
    np.testing.assert_array_equal(to_datum(places, source, target), places)


def test_a_missing_place_stays_missing_and_the_input_as_it_was():
    places = np.array([[np.nan, 30.0], [113.0, 34.0]])
    before = places.copy()
    moved = to_datum(places, "wgs84", "gcj02")
    assert np.isnan(moved[0, 0])
    assert moved[1, 0] != places[1, 0]
    np.testing.assert_array_equal(places, before)
    assert to_datum(np.empty((0, 2)), "bd09", "wgs84").shape == (0, 2)


def test_an_unknown_datum_is_refused():
    with pytest.raises(SettingsError, match="mars"):
        to_datum([[113, 34]], "mars", "wgs84")
    with pytest.raises(SettingsError, match="beijing54"):
        suspect_datum([[113, 34]] * 3, "beijing54", [[113, 34]])


@pytest.fixture(scope="module")
def lanes():
    """Two towns of crooked streets and the country roads around them, places every 20 m; in metres."""
    rng = np.random.default_rng(11)
    lines = []
    for centre in ([4_000, 5_000], [14_000, 11_000]):
        offsets = np.arange(-8, 9) * 150.0 + rng.uniform(-50, 50, 17)
        for offset in offsets:
            lines.append([centre + np.array([offset, -1_200]), centre + np.array([offset + rng.normal(0, 80), 1_200])])
            lines.append([centre + np.array([-1_200, offset]), centre + np.array([1_200, offset + rng.normal(0, 80)])])
    for _ in range(40):
        middle, angle, reach = rng.uniform(0, 18_000, 2), rng.uniform(0, np.pi), rng.uniform(1_000, 5_000)
        way = reach * np.array([np.cos(angle), np.sin(angle)])
        lines.append([middle - way, middle + way])
    return shapely.linestrings(np.array(lines))


def by_the_road(lines, n, rng):
    """Places 10 to 60 m off the roads."""
    metres = shapely.length(lines)
    chosen = rng.choice(len(lines), n, p=metres / metres.sum())
    on_road = shapely.get_coordinates(shapely.line_interpolate_point(lines[chosen], rng.random(n) * metres[chosen]))
    angle = rng.uniform(0, 2 * np.pi, n)
    return on_road + np.column_stack([np.cos(angle), np.sin(angle)]) * rng.uniform(10, 60, (n, 1))


def on_earth(metres, corner):
    return corner + metres / [111_320 * np.cos(np.radians(corner[1])), 111_000]


def readings(lines, n, trials):
    """Places, the control they belong to, and where on earth that is, drawn again and again."""
    control = shapely.get_coordinates(shapely.segmentize(lines, 20.0))
    for seed in range(trials):
        rng = np.random.default_rng(seed)
        corner = np.array([rng.uniform(100, 122), rng.uniform(22, 42)])
        yield on_earth(by_the_road(lines, n, rng), corner), on_earth(control, corner)


@pytest.mark.parametrize("stated", DATUMS)
@pytest.mark.parametrize("true", DATUMS)
def test_a_wrong_datum_is_suspected_and_a_right_one_never(lanes, true, stated):
    found = [
        suspect_datum(to_datum(places, "wgs84", true), stated, control) for places, control in readings(lanes, 30, 20)
    ]
    if stated == true:
        assert found == [None] * 20
    else:
        assert sum(one is not None and one.likely == true for one in found) >= 17


@pytest.mark.parametrize("n", [3, 5, 10, 60])
def test_a_right_datum_is_not_doubted_however_few_the_places(lanes, n):
    assert not any(suspect_datum(places, "wgs84", control) for places, control in readings(lanes, n, 40))


def test_places_off_the_roads_give_no_cause_to_doubt(lanes):
    for places, control in readings(lanes, 25, 40):
        rng = np.random.default_rng(len(places))
        anywhere = rng.uniform(places.min(axis=0), places.max(axis=0), places.shape)
        assert suspect_datum(anywhere, "wgs84", control) is None


def test_the_evidence_is_in_metres(lanes):
    places, control = next(readings(lanes, 40, 1))
    found = suspect_datum(to_datum(places, "wgs84", "gcj02"), "cgcs2000", control)
    assert found.likely == "gcj02"
    assert 10 < found.likely_m < 60 < found.stated_m
    assert found.shift_m == pytest.approx(apart_m(places, to_datum(places, "wgs84", "gcj02")).mean(), rel=0.05)


def test_the_order_of_the_places_makes_no_difference(lanes):
    places, control = next(readings(lanes, 40, 1))
    raw = to_datum(places, "wgs84", "bd09")
    assert suspect_datum(raw, "gcj02", control) == suspect_datum(raw[::-1], "gcj02", control[::-1])


def test_too_few_places_or_no_control_say_nothing(lanes):
    places, control = next(readings(lanes, 40, 1))
    raw = to_datum(places, "wgs84", "bd09")
    assert suspect_datum(raw[:2], "wgs84", control) is None
    assert suspect_datum(np.full((5, 2), np.nan), "wgs84", control) is None
    assert suspect_datum(raw, "wgs84", np.empty((0, 2))) is None


def test_one_place_said_many_times_is_no_evidence():
    control = np.array([[113.0, 34.0]])
    raw = np.repeat(to_datum(control, "wgs84", "gcj02"), 50, axis=0)
    assert suspect_datum(raw, "wgs84", control) is None


def test_outside_china_no_datum_fits_better():
    rng = np.random.default_rng(8)
    places = rng.normal([1.5, 42.5], 0.02, (40, 2))
    assert suspect_datum(places, "gcj02", places + rng.normal(0, 0.0003, (40, 2))) is None
