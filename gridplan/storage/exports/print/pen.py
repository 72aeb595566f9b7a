"""The strokes that a sheet is drawn with; all lengths in millimetres from the upper left corner, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Anchor = Literal["left", "middle", "right"]


class Pen(Protocol):
    """Draws one sheet after another; there is one for paper and one for pictures."""

    def area(self, rings: Sequence[Points], fill: str | None, edge: str | None = None, width: float = 0.2) -> None:
        """
        Fill an area.

        Parameters
        ----------
        rings
            Outlines and holes.
        fill
            Colour as `#rrggbb`; None fills nothing.
        edge
            Colour of the outline; None draws none.
        width
            Of the outline.
        """

    def line(self, points: Points, colour: str, width: float, dash: Sequence[float] = ()) -> None:
        """
        Draw a line.

        Parameters
        ----------
        points
            Where it goes.
        colour
            As `#rrggbb`.
        width
            Of the line.
        dash
            Lengths of strokes and gaps; none draws it through.
        """

    def write(
        self, x: float, y: float, text: str, size: float, *, colour: str = "#1d2b38", anchor: Anchor = "left",
        halo: bool = False,
    ) -> None:  # fmt: skip
        """
        Write one line.

        Parameters
        ----------
        x, y
            Where its baseline begins, has its middle or ends.
        text
            The text.
        size
            Height of a line.
        colour
            As `#rrggbb`.
        anchor
            Which part of the text stands at x.
        halo
            Whether it stands out from a map by a white edge.
        """

    def watermark(self, text: str, box: tuple[float, float, float, float], size: float) -> None:
        """
        Write a text all over a box, aslant and pale.

        Parameters
        ----------
        text
            The text.
        box
            Left, top, right, bottom.
        size
            Height of a line.
        """

    def sheet(self) -> None:
        """Begin the next sheet."""
