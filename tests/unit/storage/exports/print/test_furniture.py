"""What stands around a printed map."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gridplan.storage.exports.print.font import width
from gridplan.storage.exports.print.furniture import foot, heading
from gridplan.storage.exports.taking import Taking
from tests.unit.maps.drawn_town import drawn_town

BOX = (6.0, 232.0, 174.0, 240.0)
TAKEN = datetime(2026, 5, 1, 18, 30, tzinfo=UTC)
LONG = "regional manager of the " + "far " * 30 + "north"
CREDIT = "Roads © OpenStreetMap contributors (ODbL)"


class _Written:
    """A pen that keeps what was written, and where."""

    def __init__(self):
        self.lines = []

    def write(self, x, y, text, size, *, anchor="left", **_):
        long = width(text, size)
        self.lines.append((text, (x - long if anchor == "right" else x), y, size, long))


@pytest.fixture(scope="module")
def plan():
    return drawn_town()


@pytest.mark.parametrize("who", ["head", "demo regional_manager", LONG])
@pytest.mark.parametrize("credit", ["Survey", f"{CREDIT}; survey office of the county"])
def test_the_foot_tells_all_of_who_and_when_and_of_the_credit(plan, who, credit):
    pen = _Written()
    foot(pen, replace(plan, meta=replace(plan.meta, credit=credit)), Taking(who, TAKEN), BOX, 3.4)
    assert {text for text, *_ in pen.lines} == {f"{who} · 2026-05-02 02:30 UTC+8", credit}
    left, top, right, bottom = BOX
    for _, x, y, size, long in pen.lines:
        assert left - 0.01 <= x <= x + long <= right + 0.01
        assert top <= y - size * 0.8 < y <= bottom
    (_, x1, y1, *_), (_, x2, y2, size, long) = pen.lines
    assert abs(y1 - y2) >= size or x2 + long < x1


def test_a_foot_without_a_name_is_the_credit_alone(plan):
    pen = _Written()
    foot(pen, replace(plan, meta=replace(plan.meta, credit=CREDIT)), Taking(), BOX, 3.4)
    assert [text for text, *_ in pen.lines if text] == [CREDIT]


def test_the_heading_tells_the_time_at_the_bank(plan):
    pen = _Written()
    heading(pen, replace(plan, meta=replace(plan.meta, created_at=TAKEN.isoformat())), "网格图", BOX, 8.0)
    assert f"{plan.meta.plan_id} · 2026-05-02 02:30 UTC+8" in [text for text, *_ in pen.lines]
