"""A pen for paper: sheets of a PDF with the typeface embedded."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from gridplan.storage.exports.print.font import paper_face
from gridplan.storage.exports.print.pen import Anchor, Points

_SLANT, _PALE = 30, 0.13


class Paper:
    """
    Sheets of one size.

    Parameters
    ----------
    width, height
        In millimetres.
    title, subject
        What a reader of the file shows about it.
    keywords
        More of it.
    """

    def __init__(self, width: float, height: float, *, title: str, subject: str = "", keywords: str = "") -> None:
        self.size = (width, height)
        self._packed = BytesIO()
        # without the moment and a random id, the same sheet is the same file
        self._canvas = Canvas(self._packed, pagesize=(width * mm, height * mm), invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setSubject(subject)
        self._canvas.setKeywords(keywords)
        self._canvas.setCreator("GridPlan")
        self._face = paper_face()

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
        path = self._canvas.beginPath()
        for ring in rings:
            self._trace(path, ring)
            path.close()
        self._dress(fill, edge, width)
        self._canvas.drawPath(path, stroke=int(edge is not None), fill=int(fill is not None), fillMode=FILL_EVEN_ODD)

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
        path = self._canvas.beginPath()
        self._trace(path, points)
        self._dress(None, colour, width)
        self._canvas.setDash([length * mm for length in dash])
        self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.setDash([])

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
        if halo:
            self._canvas.setStrokeColor(HexColor("#ffffff"))
            self._canvas.setLineWidth(size * 0.28 * mm)
            self._write(x, y, text, size, anchor, mode=1)
        self._canvas.setFillColor(HexColor(colour))
        self._write(x, y, text, size, anchor, mode=0)

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
        left, top, right, bottom = box
        page = self._canvas
        page.saveState()
        clip = page.beginPath()
        clip.rect(left * mm, self._up(bottom), (right - left) * mm, (bottom - top) * mm)
        page.clipPath(clip, stroke=0, fill=0)
        page.setFillColor(HexColor("#000000"), alpha=_PALE)
        page.setFont(self._face, size * mm)
        page.translate(left * mm, self._up(bottom))
        page.rotate(_SLANT)
        step, wide = size * 7 * mm, page.stringWidth(text, self._face, size * mm) + size * 4 * mm
        reach = int((right - left + bottom - top) * mm / min(step, wide)) + 2
        for row in range(-reach, reach):
            for column in range(int(reach * step / wide) + 2):
                page.drawString(column * wide - (row % 2) * wide / 2, row * step, text)
        page.restoreState()

    def sheet(self) -> None:
        """Begin the next sheet."""
        self._canvas.showPage()

    def packed(self) -> bytes:
        """
        Finish the file.

        Returns
        -------
        content
            The PDF.
        """
        self._canvas.save()
        return self._packed.getvalue()

    def _up(self, y: float) -> float:
        return (self.size[1] - y) * float(mm)

    def _trace(self, path, points: Points) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 # reportlab has no types
        first, *others = points.tolist()
        path.moveTo(first[0] * mm, self._up(first[1]))
        for x, y in others:
            path.lineTo(x * mm, self._up(y))

    def _dress(self, fill: str | None, edge: str | None, width: float) -> None:
        if fill is not None:
            self._canvas.setFillColor(HexColor(fill))
        if edge is not None:
            self._canvas.setStrokeColor(HexColor(edge))
            self._canvas.setLineWidth(width * mm)
            self._canvas.setLineJoin(1)

    def _write(self, x: float, y: float, text: str, size: float, anchor: Anchor, *, mode: int) -> None:
        page = self._canvas
        page.setFont(self._face, size * mm)
        back = {"left": 0.0, "middle": 0.5, "right": 1.0}[anchor] * page.stringWidth(text, self._face, size * mm)
        page.drawString(x * mm - back, self._up(y), text, mode=mode)
