import pytest

from gridplan.storage.exports.plain_text import plain_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("城关支行", "城关支行"),
        (None, ""),
        (float("nan"), ""),
        ("a\x00b\nc\td", "ab c d"),
        ("\u202etxt.exe", "txt.exe"),
        ("<script>alert(1)</script>", "＜script>alert(1)＜/script>"),
        (3.5, "3.5"),
    ],
)
def test_a_text_shows_what_it_is(text, shown):
    assert plain_text(text) == shown
