import pytest

from gridplan.model.findings import InputFinding, Text
from gridplan.model.words import Severity
from gridplan.pages.input_findings import finding_entry


def _outside(row, far=600, value=None):
    message = Text(f"在县界外 {far} 公里。", f"{far} km outside the county.")
    mend = Text("请核对坐标和县界。", "Check it.")
    return InputFinding("COORD_OUTSIDE", Severity.ERROR, "b.csv", message, mend, row=row, column="经度", value=value)


def test_rows_that_say_the_same_are_one_entry_with_nothing_to_open():
    entry = finding_entry([_outside(row) for row in range(2, 10)], "en")
    assert "b.csv · row 2-9 · 经度" in entry
    assert "× 8" in entry
    assert entry.count("600 km outside") == 1
    assert "<details>" not in entry


@pytest.mark.parametrize(("lang", "word"), [("zh", "逐行查看"), ("en", "Row by row")])
def test_rows_that_differ_can_be_opened(lang, word):
    entry = finding_entry([_outside(row, far=600 + row) for row in range(2, 40)], lang)
    assert f"<summary>{word}</summary>" in entry
    assert entry.count("<li>") == 21
    assert " 18</li>" in entry


def test_one_finding_stands_as_it_is_and_does_nothing():
    entry = finding_entry([_outside(7, value="<img src=x onerror=alert(1)>")], "zh")
    assert "行 7" in entry
    assert "×" not in entry
    assert "<img" not in entry
