"""The one typeface of all that is printed; it comes along, since a server of a bank has no Chinese font."""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

#: Its name in a PDF.
FACE = "GridPlan"
_FILE = "wqy-microhei.ttf.xz"


@cache
def _bytes() -> bytes:
    return lzma.decompress(files("gridplan.storage.exports").joinpath("fonts", _FILE).read_bytes())


@cache
def paper_face() -> str:
    """
    Make the typeface known to the writer of PDFs, which then embeds what is used of it.

    Returns
    -------
    name
        Its name.
    """
    pdfmetrics.registerFont(TTFont(FACE, BytesIO(_bytes())))
    return FACE


@cache
def picture_face(pixels: int) -> ImageFont.FreeTypeFont:
    """
    Open the typeface for pictures.

    Parameters
    ----------
    pixels
        Height of a line.

    Returns
    -------
    face
        The typeface in that size.
    """
    return ImageFont.truetype(BytesIO(_bytes()), pixels)


def width(text: str, size: float) -> float:
    """
    Measure a text.

    Parameters
    ----------
    text
        One line.
    size
        Height of a line, in any unit.

    Returns
    -------
    width
        In the same unit.
    """
    return float(pdfmetrics.stringWidth(text, paper_face(), size))


def fitting(text: str, size: float, room: float) -> str:
    """
    Cut a text off where its room ends.

    Parameters
    ----------
    text
        One line.
    size
        Height of a line.
    room
        Width that there is.

    Returns
    -------
    text
        The text, or its beginning with an ellipsis.
    """
    if width(text, size) <= room:
        return text
    kept = len(text)
    while kept and width(text[:kept] + "…", size) > room:
        kept -= 1
    return text[:kept] + "…"


def lines(text: str, size: float, room: float) -> list[str]:
    """
    Break a text into lines; between any two Chinese characters, and between words.

    Parameters
    ----------
    text
        Any text.
    size
        Height of a line.
    room
        Width of a line.

    Returns
    -------
    lines
        None of them wider, unless one sign alone is.
    """
    broken, line = [], ""
    for letter in text:
        if line and width(line + letter, size) > room:
            head, blank, tail = line.rpartition(" ")
            whole = blank and letter.isascii() and not letter.isspace() and tail.isascii()
            broken.append(head if whole else line)
            line = tail if whole else ""
        line += letter
    return [piece.strip() for piece in [*broken, line] if piece.strip()]
