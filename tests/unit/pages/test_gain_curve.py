import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from gridplan.pages.gain_curve import _round_up, gain_curve

CURVE = pd.DataFrame({"slots": [1, 2, 3], "hours": [2.5, 5.0, 7.5], "households": [1157.0, 2135.0, 2678.0]})


def test_every_number_of_slots_has_its_dot_and_the_line_rises():
    picture = ET.fromstring(gain_curve(CURVE, "每周小时", "可覆盖户数"))  # noqa: S314 - our own
    dots = picture.findall("{*}circle")
    assert len(dots) == 3
    heights = [float(dot.get("cy")) for dot in dots]
    assert heights == sorted(heights, reverse=True)
    assert {"每周小时", "可覆盖户数", "3"} <= {text.text for text in picture.findall("{*}text")}


def test_the_picture_fetches_nothing_and_harms_nobody():
    drawn = gain_curve(CURVE, "<script>", "a & b")
    assert "<script" not in drawn
    assert drawn.count("http") == 1


@pytest.mark.parametrize(("most", "end"), [(0.9, 1.0), (7.5, 8.0), (25.3, 30.0), (2678.0, 3000.0), (1.0, 1.0)])
def test_axes_end_at_round_figures(most, end):
    assert _round_up(most) == pytest.approx(end)
