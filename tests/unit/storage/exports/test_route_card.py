import re
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from gridplan.storage.exports.route_card import COLUMNS, geo_link, route_page, route_points

GPX = {"g": "http://www.topografix.com/GPX/1/1"}
NOTES = ("officer-1 · 2026-05-02 02:30 UTC+8", "p1", "")


@pytest.fixture
def stops():
    usual = dict.fromkeys(COLUMNS, "x")
    rows = [
        {**usual, "household_id": "H2", "village": "<script>alert(1)</script>", "lon": 123.5, "lat": 29.5},
        {**usual, "household_id": "H1", "village": "东村", "lon": 123.6, "lat": 29.4},
    ]
    return pd.DataFrame(rows)


def test_a_link_names_the_place_in_wgs84_latitude_first():
    assert geo_link(123.5, 29.5) == "geo:29.500000,123.500000?q=29.500000,123.500000"


@pytest.mark.parametrize(("lang", "word"), [("zh", "带路"), ("en", "Lead me there")])
def test_the_page_lists_the_stops_in_order_and_asks_no_network(stops, lang, word):
    page = route_page(stops, lang, title="张三 · 2026-05-02", notes=NOTES).decode()
    assert page.index("H2") < page.index("H1")
    assert page.count(word) == 2
    assert NOTES[0] in page
    assert "<script" not in page
    assert not re.search(r"https?://", page)


def test_the_points_are_a_route_that_other_programs_read(stops):
    root = ET.fromstring(route_points(stops, title="张三", notes=NOTES))  # noqa: S314 # our own
    assert [point.findtext("g:name", "", GPX) for point in root.findall("g:wpt", GPX)] == ["1 H2", "2 H1"]
    assert [float(point.get("lat")) for point in root.findall("g:rte/g:rtept", GPX)] == [29.5, 29.4]
    assert NOTES[0] in root.findtext("g:metadata/g:desc", "", GPX)
