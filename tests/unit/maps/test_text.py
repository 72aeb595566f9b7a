import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridplan.maps.text import safe

HOSTILE = [
    "<script>alert(1)</script>",
    "${alert(1)}",
    "`${alert(1)}`",
    "{{ 7*7 }}",
    "</script><img src=x onerror=alert(1)>",
    "a\\u0022b",
    '" onload="x',
    "'><svg/onload=alert(1)>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_template_or_a_browser_would_run_is_left(text):
    assert not set(safe(text)) & set("<>\"'$`\\{}")


@given(st.text())
def test_the_reader_sees_the_text_as_it_was(text):
    text = text.replace("\r", "").replace("\0", "")
    printable = "".join(letter for letter in text if letter.isprintable())
    assert html.unescape(safe(printable)) == printable


def test_nothing_shows_as_nothing():
    assert safe(None) == ""
