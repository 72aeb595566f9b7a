"""Households by tiles: single ones while a tile has few, counts in 64 x 64 squares above that."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from gridplan.maps.shapes import WGS84

#: More dots than these in a tile no one reads, and an old PC stutters.
MOST_DOTS = 3_000
#: Squares along the side of a tile, as bits.
CELL_BITS = 6
#: Bits of a place along each axis: some 4 cm.
_BITS = 30
_FINE = 1 << 16
#: What browsers ask for at most.
_DEEPEST = 24
_NORTH_MOST = 85.0511
_MASKS = (
    (16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333), (1, 0x5555555555555555),
)  # fmt: skip

Whole = npt.NDArray[np.uint64]


class HouseholdTiles:
    """
    Places along a Z-shaped curve, so that every tile of every zoom is one slice.

    Parameters
    ----------
    households
        Points with `households_n`, already cut to what the viewer may see.
    classes
        A small number each, such as that of its colour.
    """

    def __init__(self, households: gpd.GeoDataFrame, classes: npt.NDArray[np.int64]) -> None:
        codes = _codes(households.geometry.to_crs(WGS84).get_coordinates().to_numpy())
        order = np.argsort(codes, kind="stable")
        weights = households["households_n"].to_numpy(dtype=np.float64)[order]
        self._codes = codes[order]
        self._classes = classes[order].astype(np.uint8)
        self._sums = np.concatenate([[0.0], np.cumsum(weights)])

    @property
    def size(self) -> int:
        """
        Weigh the index.

        Returns
        -------
        size
            Bytes.
        """
        return self._codes.nbytes + self._classes.nbytes + self._sums.nbytes

    def tile(self, zoom: int, x: int, y: int) -> bytes:
        """
        Cut one tile out.

        Parameters
        ----------
        zoom, x, y
            Number of the tile, as web maps count them.

        Returns
        -------
        content
            Little-endian: 32 bits of kind (0 dots, 1 squares), 32 bits of number n; then, for dots, n x and n y of 16
            bits and n classes of 8; for squares, n counts of 32 bits, n columns and n rows of 8. Empty where nothing
            lies.
        """
        if not (0 <= zoom <= _DEEPEST and 0 <= x < 1 << zoom and 0 <= y < 1 << zoom):
            return b""
        shift = np.uint64(2 * (_BITS - zoom))
        first = _interleaved(np.array([x], np.uint64), np.array([y], np.uint64))[0]
        low, high = np.searchsorted(self._codes, np.array([first << shift, (first + np.uint64(1)) << shift]))
        if low == high:
            return b""
        inside = slice(int(low), int(high))
        return self._dots(zoom, inside) if high - low <= MOST_DOTS else self._squares(zoom, first)

    def _dots(self, zoom: int, inside: slice) -> bytes:
        codes, deep = self._codes[inside], np.uint64(_BITS - zoom)
        within = np.uint64((1 << (_BITS - zoom)) - 1)
        x, y = (
            (((_compact(bits) & within) * np.uint64(_FINE)) >> deep).astype("<u2")
            for bits in (codes, codes >> np.uint64(1))
        )
        return _head(0, len(codes)) + x.tobytes() + y.tobytes() + self._classes[inside].tobytes()

    def _squares(self, zoom: int, first: np.uint64) -> bytes:
        number = 1 << 2 * CELL_BITS
        cells = np.arange(number + 1, dtype=np.uint64)
        bounds = ((first << np.uint64(2 * CELL_BITS)) + cells) << np.uint64(2 * (_BITS - zoom - CELL_BITS))
        counts = np.diff(self._sums[np.searchsorted(self._codes, bounds)])
        kept = np.flatnonzero(counts > 0)
        columns, rows = _compact(cells[kept]), _compact(cells[kept] >> np.uint64(1))
        content = np.rint(counts[kept]).astype("<u4").tobytes()
        return _head(1, len(kept)) + content + columns.astype(np.uint8).tobytes() + rows.astype(np.uint8).tobytes()


def _head(kind: int, number: int) -> bytes:
    return np.array([kind, number], dtype="<u4").tobytes()


def _codes(degrees: npt.NDArray[np.float64]) -> Whole:
    """Place points in the square world of web maps, and interleave the bits."""
    lon, lat = degrees[:, 0], np.radians(np.clip(degrees[:, 1], -_NORTH_MOST, _NORTH_MOST))
    x = lon / 360.0 + 0.5
    y = 0.5 - np.arcsinh(np.tan(lat)) / (2.0 * np.pi)
    scale = 1 << _BITS
    whole = [np.clip(np.floor(axis * scale), 0, scale - 1).astype(np.uint64) for axis in (x, y)]
    return _interleaved(*whole)


def _interleaved(x: Whole, y: Whole) -> Whole:
    return _spread(x) | (_spread(y) << np.uint64(1))


def _spread(bits: Whole) -> Whole:
    for shift, mask in _MASKS:
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits


def _compact(bits: Whole) -> Whole:
    bits = bits & np.uint64(_MASKS[-1][1])
    for (shift, _), (_, mask) in zip(_MASKS[::-1], (*_MASKS[-2::-1], (0, 0x00000000FFFFFFFF)), strict=True):
        bits = (bits | (bits >> np.uint64(shift))) & np.uint64(mask)
    return bits
