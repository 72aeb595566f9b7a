"""A pen for pictures: a PNG that a chat group opens at once."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from gridplan.storage.exports.print.font import picture_face
from gridplan.storage.exports.print.pen import Anchor, Points

#: Drawn so many times larger and then made smaller, so that slanting edges are smooth.
_FINER = 2
_SLANT, _PALE = 30, 34
_ANCHORS = {"left": "ls", "middle": "ms", "right": "rs"}


class Picture:
    """
    One sheet as a picture.

    Parameters
    ----------
    width, height
        In millimetres.
    dots
        Pixels a millimetre.
    """

    def __init__(self, width: float, height: float, *, dots: float) -> None:
        self.size = (width, height)
        self._dots = dots * _FINER
        pixels = (round(width * self._dots), round(height * self._dots))
        self._image = Image.new("RGB", pixels, "#ffffff")
        self._draw = ImageDraw.Draw(self._image)

    def area(self, rings: Sequence[Points], fill: str | None, edge: str | None = None, width: float = 0.2) -> None:
        """
        Fill an area.

        Parameters
        ----------
        rings
            Outlines and holes.
        fill
            Colour; None fills nothing.
        edge
            Colour of the outline; None draws none.
        width
            Of the outline.
        """
        placed = [self._at(ring) for ring in rings]
        if fill is not None and len(placed) == 1:
            self._draw.polygon(_pairs(placed[0]), fill=fill)
        elif fill is not None:
            self._fill_even_odd(placed, fill)
        for ring in placed if edge is not None else ():
            self._draw.line([*_pairs(ring), *_pairs(ring[:1])], fill=edge, width=self._thick(width), joint="curve")

    def line(self, points: Points, colour: str, width: float, dash: Sequence[float] = ()) -> None:
        """
        Draw a line.

        Parameters
        ----------
        points
            Where it goes.
        colour
            Its colour.
        width
            Of the line.
        dash
            Lengths of strokes and gaps.
        """
        for piece in _dashed(points, dash):
            self._draw.line(_pairs(self._at(piece)), fill=colour, width=self._thick(width), joint="curve")

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
            Its colour.
        anchor
            Which part of the text stands at x.
        halo
            Whether it stands out from a map by a white edge.
        """
        edge = max(1, round(size * 0.14 * self._dots)) if halo else 0
        face = picture_face(round(size * self._dots))
        place = (x * self._dots, y * self._dots)
        self._draw.text(
            place, text, fill=colour, font=face, anchor=_ANCHORS[anchor], stroke_width=edge, stroke_fill="#ffffff"
        )

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
        left, top, right, bottom = (round(side * self._dots) for side in box)
        wide = int(np.hypot(right - left, bottom - top)) + 1
        face = picture_face(round(size * self._dots))
        step, gap = round(size * 7 * self._dots), round(size * 4 * self._dots)
        sheet = Image.new("L", (wide, wide), 0)
        pen = ImageDraw.Draw(sheet)
        length = round(pen.textlength(text, font=face)) + gap
        for row, y in enumerate(range(0, wide, step)):
            for x in range(-(row % 2) * length // 2, wide, max(length, 1)):
                pen.text((x, y), text, fill=_PALE, font=face)
        turned = sheet.rotate(_SLANT)
        off = ((wide - (right - left)) // 2, (wide - (bottom - top)) // 2)
        mask = turned.crop((*off, off[0] + right - left, off[1] + bottom - top))
        self._image.paste("#000000", (left, top), mask)

    def sheet(self) -> None:
        """Begin the next sheet; a picture is one."""

    def packed(self, said: str) -> bytes:
        """
        Finish the file.

        Parameters
        ----------
        said
            What the file says of itself.

        Returns
        -------
        content
            The PNG.
        """
        info = PngInfo()
        info.add_itxt("Description", said)
        width, height = self._image.size
        packed = BytesIO()
        smooth = self._image.resize((width // _FINER, height // _FINER), Image.Resampling.BOX)
        smooth.save(packed, "PNG", pnginfo=info)
        return packed.getvalue()

    def _at(self, points: Points) -> Points:
        placed: Points = np.asarray(points, dtype=float) * self._dots
        return placed

    def _thick(self, width: float) -> int:
        return max(1, round(width * self._dots))

    def _fill_even_odd(self, rings: Sequence[Points], fill: str) -> None:
        """Fill what lies inside an odd number of rings; Pillow alone knows no holes."""
        whole = np.concatenate(rings)
        low, high = np.floor(whole.min(axis=0)).astype(int), np.ceil(whole.max(axis=0)).astype(int) + 1
        size = (int(high[0] - low[0]), int(high[1] - low[1]))
        inside = np.zeros(size[::-1], dtype=bool)
        for ring in rings:
            one = Image.new("1", size)
            ImageDraw.Draw(one).polygon(_pairs(ring - low), fill=1)
            inside ^= np.asarray(one, dtype=bool)
        self._image.paste(fill, (int(low[0]), int(low[1])), Image.fromarray(inside))


def _pairs(points: Points) -> list[tuple[float, float]]:
    return [(x, y) for x, y in points.tolist()]


def _dashed(points: Points, dash: Sequence[float]) -> list[Points]:
    """Cut a line into its strokes."""
    if not dash:
        return [points]
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    stroke, gap = dash[0], dash[-1]
    starts = np.arange(0.0, along[-1], stroke + gap)
    cuts = [
        np.unique(np.concatenate([[s, min(s + stroke, along[-1])], along[(along > s) & (along < s + stroke)]]))
        for s in starts
    ]
    return [
        np.column_stack([np.interp(cut, along, points[:, axis]) for axis in (0, 1)]) for cut in cuts if len(cut) > 1
    ]
