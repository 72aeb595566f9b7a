"""What a page says in the viewer's language."""

from __future__ import annotations

import pytest

from gridplan.pages.frame import Frame


@pytest.mark.parametrize(
    ("lang", "code", "name"),
    [("en", "farthest_fifth", "farthest fifth"), ("en", "registered", "registered"), ("zh", "registered", "户籍户")],
)
def test_a_base_is_named_without_signs_of_a_code(lang, code, name):
    assert Frame(None, None, None, lang).base(code) == name
