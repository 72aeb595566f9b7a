"""What a page says before Python does."""

import json
from pathlib import Path

import pytest

from gridplan import pages
from gridplan.web.page_words import WORDS, script_of_words


def _said():
    return json.loads(script_of_words().removeprefix("const GridPlanWords = ").rstrip(";\n"))


def test_chinese_alone_needs_words():
    assert set(_said()) == {"zh"}
    assert set(_said()["zh"]) == set(WORDS)


@pytest.mark.parametrize("text", WORDS)
def test_what_streamlit_writes_into_a_text_stays(text):
    assert _said()["zh"][text].count("{}") == text.count("{}")


def test_what_the_style_sheet_hides_by_its_name_keeps_it():
    css = (Path(pages.__file__).parent / "assets" / "page.css").read_text(encoding="utf-8")
    hidden = [part.split('"')[1] for part in css.split("aria-label^=")[1:]]
    assert hidden
    assert not set(hidden) & set(WORDS)
