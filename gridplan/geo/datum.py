"""Bring coordinates from one datum to another, and doubt a stated datum where the ground says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree
from scipy.special import stdtrit

from gridplan.errors import SettingsError
from gridplan.geo.noding import Floats
from gridplan.geo.shifts import Degrees, bd_shift, gcj_shift

#: How many shifts each datum lies off the ground.
_LAYERS = {"wgs84": 0, "cgcs2000": 0, "gcj02": 1, "bd09": 2}
_SHIFTS = (gcj_shift, bd_shift)
#: Each step of the inverse makes its error about 200 times smaller; the first one is some kilometre.
_STEPS = 6
#: Places in one square of this side say the same.
_SQUARE_M = 1_000.0
_LEAST = 3
#: Distances below this are noise.
_NOISE_M = 5.0
#: Another datum fits better if it brings places nearer to the control by this factor (natural logarithm) at least,
#: to less than this distance, and by chance alone less than three times in a thousand.
_NEARER, _NEAR_M, _CHANCE = 0.5, 150.0, 3e-3
#: Scatter of the logarithm of the factor, and how many places its usual value weighs.
_SCATTER, _WEIGHT = 1.0, 6.0


@dataclass(frozen=True)
class Suspicion:
    """
    Evidence that coordinates are in another datum than stated.

    Attributes
    ----------
    likely
        The datum that fits.
    stated_m
        Median distance to the control with the datum as stated, in metres.
    likely_m
        Median distance to the control with the likely datum, in metres.
    shift_m
        Median distance between the places in both readings, in metres.
    """

    likely: str
    stated_m: float
    likely_m: float
    shift_m: float


def to_datum(xy: ArrayLike, source: str, target: str) -> Degrees:
    """
    Convert coordinates between datums.

    WGS-84 and CGCS2000 agree to some decimetres and count as one. GCJ-02 (Amap, Tencent) lies 20-700 m off them,
    BD-09 (Baidu) 700-1,500 m. The way back has no formula: it is found step by step, to less than 0.1 mm.

    Parameters
    ----------
    xy
        Longitude and latitude in degrees, shape (n, 2); NaN stays NaN.
    source, target
        `wgs84`, `cgcs2000`, `gcj02` or `bd09`.

    Returns
    -------
    xy
        Longitude and latitude in the other datum, shape (n, 2); unchanged outside China.

    Raises
    ------
    SettingsError
        If a datum is unknown.
    """
    places = np.array(xy, dtype=np.float64).reshape(-1, 2)
    have, want = _layer(source), _layer(target)
    for shift in _SHIFTS[have:want]:
        places = places + shift(places)
    for shift in _SHIFTS[want:have][::-1]:
        places = _undo(places, shift)
    return places


def suspect_datum(xy: ArrayLike, stated: str, control_xy: ArrayLike) -> Suspicion | None:
    """
    Look for a datum in which places lie clearly nearer to where they should.

    Branches lie by roads and households in villages; in a wrong datum they lie anywhere. For every place the distance
    to the nearest control is compared under both datums; places in the same square kilometre count once. Student's
    test on the logarithm of the ratio says whether chance could do that.

    Parameters
    ----------
    xy
        Longitude and latitude as the file gives them, in degrees, shape (n, 2).
    stated
        Datum that the file is said to be in.
    control_xy
        Places in WGS-84 that can be trusted, shape (m, 2), best every 20 m along the roads.

    Returns
    -------
    suspicion
        None where nothing clearly fits better, where fewer than three places are given, or outside China.

    Raises
    ------
    SettingsError
        If the datum is unknown.
    """
    layer = _layer(stated)
    raw, control = (_finite(places) for places in (xy, control_xy))
    if len(raw) < _LEAST or not len(control):
        return None
    north = np.radians(np.median(raw[:, 1]))
    scale = 111_320.0 * np.array([np.cos(north), 1.0])
    tree = cKDTree(control * scale)
    read = {datum: to_datum(raw, datum, "wgs84") * scale for datum in ("wgs84", "gcj02", "bd09")}
    far = {datum: tree.query(places)[0] for datum, places in read.items()}
    said = next(datum for datum in read if _LAYERS[datum] == layer)
    nearer = {datum: _nearer(read[said], far[said], far[datum]) for datum in read if datum != said}
    likely = max(nearer, key=lambda datum: nearer[datum])
    if nearer[likely] < _NEARER or np.median(far[likely]) > _NEAR_M:
        return None
    shift = np.hypot(*(read[likely] - read[said]).T)
    return Suspicion(likely, *(float(np.median(metres)) for metres in (far[said], far[likely], shift)))


def _layer(datum: str) -> int:
    if str(datum) not in _LAYERS:
        raise SettingsError(f"datum {str(datum)!r} is unknown; state one of {', '.join(_LAYERS)}")
    return _LAYERS[str(datum)]


def _undo(shifted: Degrees, shift: Callable[[Degrees], Degrees]) -> Degrees:
    places = shifted
    for _ in range(_STEPS):
        places = shifted - shift(places)
    return places


def _finite(xy: ArrayLike) -> Degrees:
    places = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
    return places[np.isfinite(places).all(axis=1)]


def _nearer(places: Floats, said_m: Floats, other_m: Floats) -> float:
    """Mean logarithm of how many times nearer the other datum brings places; 0 if chance could do that."""
    square = np.unique(np.floor(places / _SQUARE_M), axis=0, return_inverse=True)[1].ravel()
    ratio = np.bincount(square, np.log((said_m + _NOISE_M) / (other_m + _NOISE_M))) / np.bincount(square)
    n = len(ratio)
    freedom = n - 1 + _WEIGHT
    scatter = np.sqrt((((ratio - ratio.mean()) ** 2).sum() + _WEIGHT * _SCATTER**2) / freedom)
    sure = n > 1 and ratio.mean() * np.sqrt(n) > scatter * stdtrit(freedom, 1 - _CHANCE)
    return float(ratio.mean()) if sure else 0.0
