"""What a printed map has around it: title, scale, north, legend, tables, credit and watermark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gridplan.model.bank_time import zoned_clock
from gridplan.model.plan import Plan
from gridplan.storage.exports.plain_text import plain_text
from gridplan.storage.exports.print.font import fitting, lines, width
from gridplan.storage.exports.print.frame import Box, MapFrame
from gridplan.storage.exports.print.ground import FAINT, INK
from gridplan.storage.exports.print.pen import Pen
from gridplan.storage.exports.taking import Taking
from gridplan.storage.exports.wording import SYNTHETIC

_ALERT = "#b2182b"
_ROUND = (1, 2, 5)
_KILOMETRE = 1_000.0
#: How much larger than asked for the text of a table with room is.
_LARGEST = 1.4


def heading(pen: Pen, plan: Plan, title: str, box: Box, size: float) -> None:
    """
    Write what the sheet is, of which plan, and whether its data is invented.

    Parameters
    ----------
    pen
        What draws.
    plan
        The plan.
    title
        What the sheet is.
    box
        Where.
    size
        Of the title; the rest is smaller.
    """
    left, top, right, _ = box
    pen.write(left, top + size, fitting(title, size, right - left), size)
    small = size * 0.45
    said = f"{plan.meta.plan_id} · {zoned_clock(plan.meta.created_at)}"
    pen.write(left, top + size + small * 1.7, plain_text(said), small, colour="#5b6770")
    if plan.meta.synthetic:
        pen.write(right, top + size + small * 1.7, SYNTHETIC, small, colour=_ALERT, anchor="right")


def scale_and_north(pen: Pen, frame: MapFrame, lang: str, size: float = 2.6) -> None:
    """
    Draw a bar of a round length, and where north is.

    Parameters
    ----------
    pen
        What draws.
    frame
        The map.
    lang
        `zh` or `en`.
    size
        Of the text.
    """
    left, top, right, bottom = frame.box
    metres = _round_length((right - left) / 5 / frame.scale)
    kilometres = f"{metres / _KILOMETRE:g} {'公里' if lang == 'zh' else 'km'}"
    said = kilometres if metres >= _KILOMETRE else f"{metres:g} {'米' if lang == 'zh' else 'm'}"
    _bar(pen, left + 4, bottom - 4, metres * frame.scale, f"0 – {said}", size)
    _arrow(pen, right - 6, top + 5, "北" if lang == "zh" else "N", size)


def _bar(pen: Pen, x: float, y: float, long: float, text: str, size: float) -> None:
    pen.area([_rectangle(x - 2, y - 2.5 - size, x + max(long, width(text, size)) + 2, y + 1.5)], "#ffffff")
    for start, colour in ((x, INK), (x + long / 2, "#ffffff")):
        pen.area([_rectangle(start, y - 1, start + long / 2, y)], colour, INK, 0.15)
    pen.write(x, y - 1.7, text, size)


def _arrow(pen: Pen, x: float, y: float, text: str, size: float) -> None:
    pen.area([_rectangle(x - 4, y - 3.5, x + 4, y + 9 + size)], "#ffffff")
    for side, colour in ((-2.2, INK), (2.2, "#ffffff")):
        pen.area([np.array([(x, y), (x + side, y + 7), (x, y + 5.4)])], colour, INK, 0.15)
    pen.write(x, y + 8 + size, text, size, anchor="middle")


def legend(
    pen: Pen, title: str, rows: Sequence[tuple[str, str, str]], x: float, y: float, size: float, room: float
) -> float:
    """
    Draw a legend of areas.

    Parameters
    ----------
    pen
        What draws.
    title
        What it is of.
    rows
        Colour, text and count.
    x, y
        Its upper left corner.
    size
        Of the text.
    room
        Its width.

    Returns
    -------
    bottom
        Where it ends.
    """
    pen.write(x, y + size, fitting(title, size, room), size)
    y += size * 1.9
    for colour, text, count in rows:
        pen.area([_rectangle(x, y, x + size * 1.5, y + size)], colour, INK, 0.15)
        pen.write(x + size * 2, y + size * 0.88, fitting(plain_text(text), size, room - size * 5), size)
        pen.write(x + room, y + size * 0.88, count, size, anchor="right", colour="#5b6770")
        y += size * 1.6
    return y


def signs(pen: Pen, rows: Sequence[tuple[str, str, str]], x: float, y: float, size: float) -> float:
    """
    Draw a legend of lines and marks.

    Parameters
    ----------
    pen
        What draws.
    rows
        `line`, `area` or `mark`, colour and text.
    x, y
        Its upper left corner.
    size
        Of the text.

    Returns
    -------
    bottom
        Where it ends.
    """
    for kind, colour, text in rows:
        middle = y + size * 0.55
        if kind == "line":
            pen.line(np.array([(x, middle), (x + size * 1.6, middle)]), colour, 0.5)
        elif kind == "area":
            pen.area([_rectangle(x + 0.2, y, x + size * 1.5, y + size)], None, colour, 0.45)
        else:
            pen.area([_rectangle(x + size * 0.4, y, x + size * 1.1, y + size * 0.7)], colour)
        pen.write(x + size * 2.1, y + size * 0.88, plain_text(text), size)
        y += size * 1.6
    return y


def table(
    pen: Pen, head: Sequence[str], rows: Sequence[Sequence[str]], box: Box, widths: Sequence[float], size: float
) -> None:
    """
    Draw a table; rows that have no room are counted in its last line.

    Parameters
    ----------
    pen
        What draws.
    head
        Names of the columns.
    rows
        Cells.
    box
        Where.
    widths
        Part of the width that each column takes; columns with a negative one stand at their right edge.
    size
        Of the text at least; a table with room is written larger.
    """
    left, top, right, bottom = box
    size = _largest([head, *rows], box, widths, size)
    step = size * 1.75
    fit = int((bottom - top) / step) - 1
    shown = list(rows) if len(rows) <= fit else [*rows[: fit - 1], [f"… + {len(rows) - fit + 1}"]]
    edges = left + np.cumsum([0.0, *(abs(part) for part in widths)]) * (right - left)
    pen.line(np.array([(left, top + step), (right, top + step)]), INK, 0.3)
    for place, row in enumerate([head, *shown]):
        base = top + (place + 1) * step - size * 0.5
        for column, cell in enumerate(row):
            room = edges[column + 1] - edges[column] - size * 0.6
            flush = widths[column] < 0
            at = edges[column + 1] - size * 0.3 if flush else edges[column]
            text = fitting(plain_text(cell), size, room)
            pen.write(at, base, text, size, anchor="right" if flush else "left", colour=INK if place else "#5b6770")
        if place:
            pen.line(np.array([(left, base + size * 0.5), (right, base + size * 0.5)]), FAINT, 0.06)


def _largest(rows: Sequence[Sequence[str]], box: Box, widths: Sequence[float], size: float) -> float:
    """Find how large a table may be written so that all rows and all cells have room."""
    left, top, right, bottom = box
    needs = [max(width(plain_text(cell), 1.0) for cell in column) + 0.7 for column in zip(*rows, strict=True)]
    rooms = [abs(part) * (right - left) / need for part, need in zip(widths, needs, strict=True)]
    return min(_LARGEST * size, max(size, min([*rooms, (bottom - top) / (len(rows) + 1) / 1.75])))


def foot(pen: Pen, plan: Plan, taking: Taking, box: Box, size: float) -> None:
    """
    Write whose data the sheet shows, and who took it away.

    Parameters
    ----------
    pen
        What draws.
    plan
        The plan.
    taking
        Who took it, and when.
    box
        Where.
    size
        Of the text.
    """
    left, top, right, bottom = box
    grey = "#5b6770"
    stamp = plain_text(taking.stamp)
    # who and when is what the stamp is for, so a long name makes it smaller, never shorter
    small = min(size, size * (right - left) / max(width(stamp, size), 1.0))
    pen.write(right, top + size, stamp, small, colour=grey, anchor="right")
    beside = right - left - width(f"{stamp}  ", small)
    credit = plain_text(plan.meta.credit)
    if width(credit, size) <= beside:
        pen.write(left, top + size, credit, size, colour=grey)
    else:
        below = min(top + size * 2.3, bottom - size * 0.3)
        pen.write(left, below, fitting(credit, size, right - left), size, colour=grey)


def watermark(plan: Plan, taking: Taking) -> str:
    """
    Say what is written all over a map.

    Parameters
    ----------
    plan
        The plan.
    taking
        Who takes it away.

    Returns
    -------
    text
        Plan, person, moment; and that the data is invented, where it is.
    """
    marks = [plan.meta.plan_id, taking.stamp, SYNTHETIC if plan.meta.synthetic else ""]
    return plain_text(" · ".join(mark for mark in marks if mark))


def paragraph(pen: Pen, text: str, x: float, y: float, size: float, room: float) -> float:
    """
    Write a text in lines.

    Parameters
    ----------
    pen
        What draws.
    text
        The text.
    x, y
        Its upper left corner.
    size
        Of the text.
    room
        Width of a line.

    Returns
    -------
    bottom
        Where it ends.
    """
    for line in lines(plain_text(text), size, room):
        y += size * 1.5
        pen.write(x, y, line, size)
    return y


def _rectangle(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=float)


def _round_length(most: float) -> float:
    power = 10.0 ** np.floor(np.log10(most))
    return float(max(step * power for step in _ROUND if step * power <= most))
