"""A map as a picture for a chat group: what the poster shows, in one screen, with who took it all over it."""

from __future__ import annotations

from pathlib import Path

from gridplan.model.plan import Plan
from gridplan.storage.atomic import replacing
from gridplan.storage.exports.about import about_rows
from gridplan.storage.exports.plain_text import plain_text
from gridplan.storage.exports.poster import draw_map, sheet_title
from gridplan.storage.exports.print.furniture import foot, heading, legend, watermark
from gridplan.storage.exports.print.picture import Picture
from gridplan.storage.exports.taking import PLAIN, Taking

#: Millimetres, and pixels a millimetre: 1,080 × 1,440, the shape of a phone's screen.
_WIDE, _HIGH, _DOTS, _EDGE = 180.0, 240.0, 6.0, 6.0


def export(plan: Plan, path: Path, lang: str, taking: Taking = PLAIN) -> None:
    """
    Write a map of a plan as .png.

    Parameters
    ----------
    plan
        The plan, cut to what the viewer may see.
    path
        The file.
    lang
        `zh` or `en`.
    taking
        The branch that is drawn, what grids are coloured by, and whose name the watermark bears.

    Raises
    ------
    StorageError
        If the disk fails; an older file stands.
    """
    picture = Picture(_WIDE, _HIGH, dots=_DOTS)
    rows = taking.shading.rows if taking.shading else ()
    bottom = _HIGH - 12.0 - (len(rows) + 2) * 6.4 * bool(rows)
    box = (_EDGE, 25.0, _WIDE - _EDGE, bottom)
    heading(picture, plan, sheet_title(plan, lang, taking), (_EDGE, 4.0, _WIDE - _EDGE, 24.0), 8.0)
    draw_map(picture, plan, box, lang, taking, size=3.8)
    if taking.shading:
        legend(picture, taking.shading.title, rows, _EDGE, bottom + 4, 4.0, _WIDE - 2 * _EDGE)
    foot(picture, plan, taking, (_EDGE, _HIGH - 8.0, _WIDE - _EDGE, _HIGH), 3.4)
    picture.watermark(watermark(plan, taking), box, 6.0)
    said = "\n".join(plain_text(f"{item}: {content}") for item, content in about_rows(plan, lang, taking, crs=""))
    content = picture.packed(said)
    with replacing(path) as beside:
        beside.write_bytes(content)
