import pytest

from gridplan.model.alike import alike, row_ranges
from gridplan.model.findings import InputFinding, Text
from gridplan.model.words import Severity


def _finding(code, *, severity=Severity.ERROR, file="households.csv", row=None, column="lon"):
    return InputFinding(code, severity, file, Text("有误", "wrong"), Text("请改", "mend it"), row=row, column=column)


def test_one_cause_in_many_rows_is_one_group_and_comes_after_what_stands_alone():
    outside = [_finding("COORD_OUTSIDE", row=row) for row in range(2, 900)]
    double = _finding("PII_DUP", row=7, column="id")
    consent = _finding("PII_CONSENT", severity=Severity.WARNING, row=8)
    groups = alike([*outside, consent, double])
    assert [(group[0].code, len(group)) for group in groups] == [
        ("PII_DUP", 1), ("COORD_OUTSIDE", 898), ("PII_CONSENT", 1),
    ]  # fmt: skip


def test_rows_without_a_parent_come_after_what_ails_the_parents():
    orphan = _finding("FK_ORPHAN", file="leaves.csv")
    outside = [_finding("COORD_OUTSIDE", file="branches.csv", row=row) for row in (2, 3)]
    assert [group[0].code for group in alike([orphan, *outside])] == ["COORD_OUTSIDE", "FK_ORPHAN"]


def test_another_file_or_column_is_another_group():
    found = [_finding("X"), _finding("X", file="villages.csv"), _finding("X", column="lat")]
    assert sorted(len(group) for group in alike(found)) == [1, 1, 1]


@pytest.mark.parametrize(
    ("rows", "text"),
    [([2, 3, 4, 9], "2-4, 9"), ([5], "5"), ([], ""), ([9, 2, 2], "2, 9"), ([2, 4, 6, 8], "2, 4, 6, …")],
)
def test_rows_are_named_shortly(rows, text):
    assert row_ranges(rows, most=3) == text
