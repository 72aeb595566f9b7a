import pytest

from gridplan.pages.load_bars import COLOURS, colour_of


@pytest.mark.parametrize(
    ("share", "place"), [(0.0, 0), (0.69, 0), (0.70, 1), (0.90, 1), (0.91, 2), (1.0, 2), (1.01, 3), (9.0, 3)]
)
def test_a_bar_is_green_where_rule_s04_is_content_and_red_beyond_the_hours(share, place):
    assert colour_of(share) == COLOURS[place]
