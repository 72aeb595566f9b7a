"""The curve of gains as a picture: hours a week across, households reached upwards, one dot a number of slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

_WIDE, _HIGH = 560, 330
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 16, 34, 48
_INK, _LINE = "#1d2b38", "#2c7fb8"


def gain_curve(curve: pd.DataFrame, across: str, up: str) -> str:
    """
    Draw the curve.

    Parameters
    ----------
    curve
        Rows with `slots`, `hours` and `households`.
    across, up
        Names of the axes, as the viewer reads them.

    Returns
    -------
    svg
        A picture that fetches nothing.
    """
    x, y = (np.append(0.0, curve[name].to_numpy(dtype=float)) for name in ("hours", "households"))
    right, top = _round_up(x.max()), _round_up(y.max())
    at = [(_LEFT + one / right * (_WIDE - _LEFT - _RIGHT), _HIGH - _BOTTOM - two / top * (_HIGH - _TOP - _BOTTOM))
          for one, two in zip(x, y, strict=True)]  # fmt: skip
    way = " ".join(f"{one:.1f},{two:.1f}" for one, two in at)
    size = f"viewBox='0 0 {_WIDE} {_HIGH}' width='{_WIDE}' height='{_HIGH}'"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} font-family='sans-serif' font-size='13' fill='{_INK}'>",
        f"<rect width='{_WIDE}' height='{_HIGH}' fill='#fff'/>",
        *_scales(right, top),
        f"<text x='{_LEFT}' y='18' font-weight='600'>{escape(up)}</text>",
        f"<text x='{_WIDE - _RIGHT}' y='{_HIGH - 8}' text-anchor='end' font-weight='600'>{escape(across)}</text>",
        f"<polyline points='{way}' fill='none' stroke='{_LINE}' stroke-width='2.5'/>",
        *_dots(at[1:], curve["slots"]),
        "</svg>",
    ]
    return "".join(parts)


def _scales(right: float, top: float) -> Iterator[str]:
    """Draw five quiet lines, with the figures of both axes."""
    floor = _HIGH - _BOTTOM
    for share in np.linspace(0, 1, 5):
        x, y = _LEFT + share * (_WIDE - _LEFT - _RIGHT), floor - share * (floor - _TOP)
        yield f"<path d='M{_LEFT} {y:.1f}H{_WIDE - _RIGHT}' stroke='#e3e7eb'/>"
        yield f"<text x='{_LEFT - 8}' y='{y + 4:.1f}' text-anchor='end'>{share * top:,g}</text>"
        yield f"<text x='{x:.1f}' y='{floor + 18}' text-anchor='middle'>{share * right:,g}</text>"


def _dots(at: list[tuple[float, float]], slots: Iterable[int]) -> Iterator[str]:
    for (x, y), number in zip(at, slots, strict=True):
        yield f"<circle cx='{x:.1f}' cy='{y:.1f}' r='9' fill='{_LINE}'/>"
        yield f"<text x='{x:.1f}' y='{y + 4:.1f}' text-anchor='middle' font-size='11' fill='#fff'>{number}</text>"


def _round_up(most: float) -> float:
    """Take the next figure that four steps divide well."""
    step = 10.0 ** np.floor(np.log10(max(most, 1e-9)))
    return float(min(one * step for one in (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10) if one * step >= most))
