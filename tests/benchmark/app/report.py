"""The section of docs/benchmarks.md that `make bench-app` renews."""

from __future__ import annotations

from typing import NamedTuple

from tests.benchmark.app.browsing import Visit

TITLE = "## The pages in a browser"


class Figure(NamedTuple):
    """One figure with its goal."""

    what: str
    value: float
    most: float
    unit: str


def section(figures: list[Figure], empty: Visit, plain: Visit) -> str:
    """Write the section."""
    rows = [
        f"| {one.what} | {one.value:.2f} {one.unit} | <= {one.most:g} {one.unit} | "
        f"{'held' if one.value <= one.most else '**missed**'} |"
        for one in figures
    ]
    head = (
        "Made by `make bench-app`: headless Chromium with an empty cache, the server's caches warm, medians of seven "
        "visits by turns with the empty page; an invented county of some 2,900 villages whose borders have 164,000 "
        "vertices. "
        f"The empty page of Streamlit in the same run: {empty.wall_s:.2f} s, {empty.bytes_n / 1e6:.2f} MB. Pages are "
        "looked at every frame. Beyond the shell is whatever an empty page does not fetch, parts of Streamlit's too."
    )
    peer = (
        f"The same villages in plain st_folium, without any households: {plain.wall_s / empty.wall_s:.2f} x the empty "
        f"page, {plain.socket_n / 1e6:.2f} MB by websocket, {(plain.bytes_n - empty.bytes_n) / 1e6:.2f} MB beyond it."
    )
    table = ["| what | found | goal |  |", "| --- | --- | --- | --- |", *rows]
    return "\n".join([TITLE, "", head, "", *table, "", peer])
