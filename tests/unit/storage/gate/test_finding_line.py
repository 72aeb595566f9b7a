import pytest

from gridplan.storage.gate.saying import say


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", 't.xlsx, Sheet1, row 3, column 户数: This is no number. Write digits alone, with "." before decimals.'),
        ("zh", "t.xlsx, Sheet1, 第 3 行, 列 户数: 不是数字。 只写数字，小数点用“.”。"),
    ],
)
def test_a_finding_is_told_in_one_line(lang, line):
    finding = say("NUM_PARSE", "t.xlsx", layer="Sheet1", row=3, column="户数", value="x")
    assert finding.line(lang) == line
