"""The name of a care class stands white on its colour, and can be read there."""

from __future__ import annotations

import pytest

from gridplan.maps.layers.households import CARE

#: WCAG 2.2, criterion 1.4.3: text against what is behind it.
LEAST = 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("care", CARE)
def test_white_text_stands_out(care):
    assert 1.05 / (_luminance(CARE[care][1]) + 0.05) >= LEAST
