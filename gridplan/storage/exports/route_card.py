"""The households of a day to take along: a page to print or to read offline, and points for a navigation device."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from gridplan.storage.exports.plain_text import plain_text

#: Columns of the stops, and what they are called on the page.
COLUMNS = {
    "household_id": ("户编号", "Household"),
    "village": ("村", "Village"),
    "segment": ("客群", "Segment"),
    "care": ("维护类别", "Care class"),
    "next": ("下一步", "Next stage"),
    "last_visit": ("上次走访", "Last visit"),
    "due": ("应访", "Due"),
    "off_m": ("距上一站（米）", "From the stop before (m)"),
}
_LEAD, _DONE = ("带路", "Lead me there"), ("已访", "Visited")
_SPACE = "http://www.topografix.com/GPX/1/1"
_STYLE = """body { font: 16px/1.5 system-ui, sans-serif; margin: 1rem; color: #1d2b38; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #b8c1c8; padding: .4rem; text-align: left; }
td.box { border: 1px solid #5b6770; width: 2.5rem; } small { color: #5b6770; } a { color: #0b5c8a; }
@media (max-width: 40rem) { thead { display: none; }
tr { display: block; border-top: 2px solid #1d4e6b; padding: .4rem 0; }
td { display: block; border: 0; padding: .1rem 0; } td.box, td:empty { display: none; }
td[data-of]::before { content: attr(data-of) " "; color: #5b6770; } td a { display: inline-block; padding: .5rem 0; } }
@media print { a { display: none; } }"""


def geo_link(lon: float, lat: float) -> str:
    """
    Write a place as a link that the map program of a phone opens.

    Parameters
    ----------
    lon, lat
        Degrees, WGS-84, as the standard of such links wants them.

    Returns
    -------
    link
        `geo:` by RFC 5870, with the point named as what is looked for.
    """
    at = f"{lat:.6f},{lon:.6f}"
    return f"geo:{at}?q={at}"


def route_page(stops: pd.DataFrame, lang: str, *, title: str, notes: tuple[str, ...]) -> bytes:
    """
    Write the stops as one page that asks nothing of any network.

    Parameters
    ----------
    stops
        In order, with `COLUMNS`, `lon` and `lat` in degrees.
    lang
        `zh` or `en`.
    title
        Whose list of which day.
    notes
        What stands below it: who took it along and when, and whether the data is invented.

    Returns
    -------
    page
        HTML.
    """
    say = 0 if lang == "zh" else 1
    heads = "".join(f"<th>{escape(words[say])}</th>" for words in COLUMNS.values())
    rows = "".join(_row(place, stop, say) for place, stop in enumerate(stops.to_dict("records"), start=1))
    said = "<br>".join(escape(plain_text(note)) for note in notes if note)
    page = (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><meta name='viewport' "
        f"content='width=device-width, initial-scale=1'><title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{escape(plain_text(title))}</h1><table><thead><tr><th>#</th>{heads}<th></th>"
        f"<th>{_DONE[say]}</th></tr></thead><tbody>{rows}</tbody></table><p><small>{said}</small></p></body></html>"
    )
    return page.encode()


def route_points(stops: pd.DataFrame, *, title: str, notes: tuple[str, ...]) -> bytes:
    """
    Write the stops as GPX 1.1: a point each, and the route past them.

    Parameters
    ----------
    stops
        In order, with `COLUMNS`, `lon` and `lat` in degrees, WGS-84.
    title
        Whose list of which day.
    notes
        Who took it along and when.

    Returns
    -------
    file
        XML.
    """
    root = Element("gpx", xmlns=_SPACE, version="1.1", creator="GridPlan")
    about = SubElement(root, "metadata")
    SubElement(about, "name").text = plain_text(title)
    SubElement(about, "desc").text = plain_text(" · ".join(note for note in notes if note))
    points = list(_points(stops))
    for name, told, at in points:
        point = SubElement(root, "wpt", at)
        SubElement(point, "name").text = name
        SubElement(point, "desc").text = told
    way = SubElement(root, "rte")
    for name, _, at in points:
        SubElement(SubElement(way, "rtept", at), "name").text = name
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(tostring(root, encoding="utf-8"))


def _points(stops: pd.DataFrame) -> Iterator[tuple[str, str, dict[str, str]]]:
    for place, stop in enumerate(stops.to_dict("records"), start=1):
        told = " · ".join(str(stop[part]) for part in ("village", "segment", "next") if stop[part])
        at = {"lat": f"{stop['lat']:.6f}", "lon": f"{stop['lon']:.6f}"}
        yield f"{place} {plain_text(stop['household_id'])}", plain_text(told), at


def _row(place: int, stop: Mapping[Hashable, object], say: int) -> str:
    cells = "".join(
        f"<td data-of='{escape(words[say])}'>{escape(plain_text(stop[column]))}</td>"
        for column, words in COLUMNS.items()
    )
    link = escape(geo_link(float(str(stop["lon"])), float(str(stop["lat"]))))
    return f"<tr><td>{place}</td>{cells}<td><a href='{link}'>{_LEAD[say]}</a></td><td class='box'></td></tr>"
